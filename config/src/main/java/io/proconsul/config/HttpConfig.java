package io.proconsul.config;

import io.proconsul.config.address.IpNetwork;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The HTTP interface.
 *
 * @param blockEndpoints prefixes of paths that are refused
 * @param responseHeaders added to every answer
 * @param allowWriteFrom networks that may write; empty allows all
 * @param defaultQueryTime how long a blocking query without a wait waits
 * @param discoveryMaxStale how old answers to discovery may be; zero for always fresh
 * @param ui whether the built-in page is served
 * @param uiDir a folder with another page; empty for none
 * @param uiContentPath begins and ends with a slash
 */
public record HttpConfig(
        List<String> blockEndpoints,
        Map<String, String> responseHeaders,
        List<IpNetwork> allowWriteFrom,
        boolean useCache,
        boolean disableUnprintableCharFilter,
        Duration defaultQueryTime,
        Duration maxQueryTime,
        Duration discoveryMaxStale,
        boolean ui,
        String uiDir,
        String uiContentPath) {
    static HttpConfig of(Settings settings) {
        return new HttpConfig(
                settings.get(ServingKeys.HTTP_BLOCK_ENDPOINTS),
                settings.get(ServingKeys.HTTP_RESPONSE_HEADERS),
                Cidrs.noted(settings, ServingKeys.HTTP_ALLOW_WRITE_FROM, "allow_write_http_from"),
                settings.get(ServingKeys.HTTP_USE_CACHE),
                settings.get(ServingKeys.DISABLE_HTTP_UNPRINTABLE_CHAR_FILTER),
                settings.get(ServingKeys.DEFAULT_QUERY_TIME),
                settings.get(ServingKeys.MAX_QUERY_TIME),
                settings.get(ServingKeys.DISCOVERY_MAX_STALE),
                settings.get(ServingKeys.UI),
                settings.get(ServingKeys.UI_DIR),
                contentPath(settings.get(ServingKeys.UI_CONTENT_PATH)));
    }

    private static String contentPath(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == '/') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == '/') {
            end--;
        }
        return text.isEmpty() ? "/ui/" : "/" + text.substring(start, end) + "/";
    }
}
