package io.proconsul.http.route;

import io.proconsul.http.message.Content;
import io.proconsul.http.message.Head;
import io.proconsul.http.message.Query;
import io.proconsul.http.message.Response;
import io.proconsul.model.wire.GoDuration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

import java.time.Duration;
import java.util.regex.Pattern;

/** Lines about requests, in the reference's words. Secrets are left out of them. */
final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger("agent.http");

    /** Old endpoints that carry a token's secret in their path. */
    private static final Pattern SECRET_PATH =
            Pattern.compile("(/v1/acl/(?:create|update|destroy|info|clone|list)/)[^?]+");

    private AccessLog() {}

    /** At the end of every request; costs nothing while nobody listens. */
    static void finished(Head head, Query query, long nanos) {
        if (LOG.isDebugEnabled()) {
            describe(LOG.atDebug(), head, query)
                    .addKeyValue("latency", GoDuration.format(Duration.ofNanos(nanos)))
                    .log("Request finished");
        }
    }

    /** Refusals and failures that an operator may want to see. */
    static void failed(Head head, Query query, Response response) {
        boolean worth = response.status() >= 500 || response.status() == 403;
        if ((worth || response.status() == 405) && response.payload() instanceof Content text) {
            describe(LOG.atError(), head, query).addKeyValue("error", text).log("Request error");
        }
    }

    private static LoggingEventBuilder describe(LoggingEventBuilder line, Head head, Query query) {
        return line.addKeyValue("method", head.method())
                .addKeyValue("url", url(head, query))
                .addKeyValue("from", head.client());
    }

    static void badQuery(Head head, String why) {
        LOG.atError()
                .addKeyValue("from", head.client())
                .addKeyValue("error", why)
                .log("Failed to decode query");
    }

    private static String url(Head head, Query query) {
        String url = printable(head.target().raw());
        for (String token : query.all("token")) {
            url = token.isEmpty() ? url : url.replace(token, "<hidden>");
        }
        return SECRET_PATH.matcher(url).replaceFirst("$1<hidden>");
    }

    private static String printable(String raw) {
        var out = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c < 0x80) {
                out.append(c);
            } else {
                out.append('%').append(Integer.toHexString(c));
            }
        }
        return out.toString();
    }
}
