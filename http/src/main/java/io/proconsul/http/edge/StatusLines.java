package io.proconsul.http.edge;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The first line of a response, encoded once for each status. */
final class StatusLines {
    private static final Map<Integer, String> REASONS =
            Map.ofEntries(
                    Map.entry(200, "OK"),
                    Map.entry(206, "Partial Content"),
                    Map.entry(301, "Moved Permanently"),
                    Map.entry(304, "Not Modified"),
                    Map.entry(400, "Bad Request"),
                    Map.entry(401, "Unauthorized"),
                    Map.entry(403, "Forbidden"),
                    Map.entry(404, "Not Found"),
                    Map.entry(405, "Method Not Allowed"),
                    Map.entry(409, "Conflict"),
                    Map.entry(412, "Precondition Failed"),
                    Map.entry(413, "Request Entity Too Large"),
                    Map.entry(415, "Unsupported Media Type"),
                    Map.entry(416, "Requested Range Not Satisfiable"),
                    Map.entry(417, "Expectation Failed"),
                    Map.entry(429, "Too Many Requests"),
                    Map.entry(500, "Internal Server Error"),
                    Map.entry(503, "Service Unavailable"));

    private static final byte[][] HTTP_1_1 = lines("HTTP/1.1 ");
    private static final byte[][] HTTP_1_0 = lines("HTTP/1.0 ");

    private StatusLines() {}

    private static byte[][] lines(String version) {
        byte[][] lines = new byte[600][];
        REASONS.forEach((status, reason) -> lines[status] = line(version + status + " " + reason));
        return lines;
    }

    private static byte[] line(String text) {
        return (text + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The line with its line end. */
    static byte[] of(int status, boolean http10) {
        byte[] known = (http10 ? HTTP_1_0 : HTTP_1_1)[status];
        return known != null
                ? known
                : line((http10 ? "HTTP/1.0 " : "HTTP/1.1 ") + status + " status code " + status);
    }
}
