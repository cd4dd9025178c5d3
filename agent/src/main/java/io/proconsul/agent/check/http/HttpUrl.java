package io.proconsul.agent.check.http;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of an HTTP request.
 *
 * @param scheme in lower case; anything that stood there
 * @param userInfo {@code user:password}; empty when not given
 * @param host without brackets
 * @param port the given one or the scheme's
 * @param authority host and port as given, for the {@code Host} header
 * @param target path and query as they are sent
 */
record HttpUrl(
        String scheme, String userInfo, String host, int port, String authority, String target) {
    private static final Pattern PARTS =
            Pattern.compile("(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(?://([^/?#]*))?([^#]*)(?:#.*)?");
    private static final Pattern BAD_ESCAPE =
            Pattern.compile("%(?![0-9a-fA-F]{2}).{0,2}", Pattern.DOTALL);
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:(.*)@)?(\\[[^]]*]|[^:]*)(?::(.*))?");
    private static final int MAX_PORT = 65535;

    boolean secure() {
        return scheme.equals("https");
    }

    /**
     * @throws FetchException when the text is no URL
     */
    static HttpUrl parse(String text) throws FetchException {
        Matcher bad = BAD_ESCAPE.matcher(text.split("\\?", 2)[0]);
        if (bad.find()) {
            throw wrong(text, "invalid URL escape \"" + bad.group() + "\"");
        }
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw wrong(text, "net/url: invalid control character in URL");
        }
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw wrong(text, "not a URL");
        }
        String scheme = parts.group(1) == null ? "" : parts.group(1).toLowerCase(Locale.ROOT);
        String authority = parts.group(2) == null ? "" : parts.group(2);
        if (scheme.isEmpty() && authority.isEmpty() && colonInFirstSegment(text)) {
            throw wrong(text, "first path segment in URL cannot contain colon");
        }
        return of(text, scheme, authority, parts.group(3));
    }

    private static boolean colonInFirstSegment(String text) {
        int colon = text.indexOf(':');
        int slash = text.indexOf('/');
        return colon >= 0 && (slash < 0 || colon < slash);
    }

    private static HttpUrl of(String text, String scheme, String authority, String rest)
            throws FetchException {
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            throw wrong(text, "invalid host");
        }
        String userInfo = parts.group(1) == null ? "" : parts.group(1);
        String host = parts.group(2);
        if (host.indexOf(' ') >= 0) {
            throw wrong(text, "invalid character \" \" in host name");
        }
        int port = port(text, scheme, parts.group(3));
        String shown = authority.substring(authority.lastIndexOf('@') + 1);
        return new HttpUrl(
                scheme,
                userInfo,
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                port,
                shown,
                target(rest));
    }

    private static int port(String text, String scheme, @Nullable String given)
            throws FetchException {
        if (given == null || given.isEmpty()) {
            return scheme.equals("https") ? 443 : 80;
        }
        if (!given.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw wrong(text, "invalid port \":" + given + "\" after host");
        }
        int port = given.length() > 5 ? MAX_PORT + 1 : Integer.parseInt(given);
        if (port > MAX_PORT) {
            throw new FetchException("dial tcp: address " + given + ": invalid port");
        }
        return port;
    }

    private static String target(String rest) {
        if (rest.isEmpty() || rest.startsWith("?")) {
            return "/" + escaped(rest);
        }
        return escaped(rest);
    }

    /** What may not stand in a request line is written as percent and two digits. */
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b != '"' && b != '<' && b != '>' && b != 0x7f) {
                out.append((char) b);
            } else {
                out.append('%').append("%02X".formatted(b & 0xff));
            }
        }
        return out.toString();
    }

    private static FetchException wrong(String text, String why) {
        return new FetchException("parse \"" + text + "\": " + why);
    }

    /**
     * The URL that a {@code Location} header means when this one was asked for.
     *
     * @throws FetchException when the header is no URL
     */
    HttpUrl resolve(String location) throws FetchException {
        try {
            String base = scheme + "://" + authority + target;
            return parse(URI.create(base).resolve(URI.create(escaped(location))).toString());
        } catch (IllegalArgumentException wrong) {
            throw new FetchException(
                    "failed to parse Location header \"%s\": %s"
                            .formatted(location, wrong.getMessage()));
        }
    }

    /** The URL as it is named to the next server and in errors: without the password. */
    @Override
    public String toString() {
        return scheme + "://" + authority + target;
    }
}
