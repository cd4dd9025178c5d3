package io.proconsul.http.route;

import io.proconsul.http.message.Content;
import io.proconsul.http.message.Header;
import io.proconsul.http.message.HeaderName;
import io.proconsul.http.message.Headers;
import io.proconsul.http.message.Response;

import org.jspecify.annotations.Nullable;

/** Answers compressed for clients that accept it. */
final class Compression {
    private static final Header GZIP = new HeaderName("Content-Encoding").of("gzip");

    /** Larger contents are compressed on a thread of their own. */
    private static final int INLINE = 64 * 1024;

    private Compression() {}

    /** Whether the client takes gzip: it must name it, and not with a weight of zero. */
    static boolean accepted(Headers headers) {
        String accepted = headers.first("Accept-Encoding");
        if (accepted == null) {
            return false;
        }
        for (String offer : accepted.split(",", -1)) {
            String[] parts = offer.split(";", -1);
            if (parts[0].strip().equalsIgnoreCase("gzip")) {
                return parts.length == 1 || weight(parts[1].strip()) > 0;
            }
        }
        return false;
    }

    private static double weight(String parameter) {
        try {
            return parameter.startsWith("q=") ? Double.parseDouble(parameter.substring(2)) : 1;
        } catch (NumberFormatException nonsense) {
            return 0;
        }
    }

    /** What of the response can be compressed; null when there is nothing. */
    static @Nullable Content compressible(Response response) {
        return response.payload() instanceof Content content && !content.isEmpty() ? content : null;
    }

    static boolean isQuick(Content content) {
        return content.length() <= INLINE || content.isCompressed();
    }

    static Response compressed(Response response, Content content) {
        return response.carrying(content.gzip()).with(GZIP);
    }
}
