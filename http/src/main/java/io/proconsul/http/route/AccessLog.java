package io.proconsul.http.route;

import io.proconsul.http.message.Content;
import io.proconsul.http.message.Head;
import io.proconsul.http.message.Query;
import io.proconsul.http.message.Response;
import io.proconsul.model.wire.GoDuration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
            LOG.debug(
                    "Request finished: method={} url={} from={} latency={}",
                    head.method(),
                    url(head, query),
                    head.client(),
                    GoDuration.format(Duration.ofNanos(nanos)));
        }
    }

    /** Refusals and failures that an operator may want to see. */
    static void failed(Head head, Query query, Response response) {
        boolean worth = response.status() >= 500 || response.status() == 403;
        if ((worth || response.status() == 405) && response.payload() instanceof Content text) {
            LOG.error(
                    "Request error: method={} url={} from={} error=\"{}\"",
                    head.method(),
                    url(head, query),
                    head.client(),
                    text);
        }
    }

    static void badQuery(Head head, String why) {
        LOG.error("Failed to decode query: from={} error=\"{}\"", head.client(), why);
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
