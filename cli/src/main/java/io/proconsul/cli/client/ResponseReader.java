package io.proconsul.cli.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads HTTP/1.1 answers: by length, in chunks, or to the end of the connection (RFC 9112, section
 * 6).
 */
final class ResponseReader {
    private static final int MAX_LINE = 64 * 1024;
    private static final int MAX_HEADERS = 256;

    private ResponseReader() {}

    static ApiResponse read(InputStream connection) throws IOException {
        InputStream in = new BufferedInputStream(connection, 16 * 1024);
        Head head = head(in);
        return new ApiResponse(head.status, head.headers, body(in, head).readAllBytes());
    }

    static StreamedResponse stream(AgentClient.Connection connection) throws IOException {
        InputStream in = new BufferedInputStream(connection.in(), 16 * 1024);
        Head head = head(in);
        InputStream body =
                new FilterInputStream(body(in, head)) {
                    @Override
                    public void close() throws IOException {
                        connection.close();
                    }
                };
        return new StreamedResponse(head.status, head.headers, body);
    }

    private record Head(int status, Map<String, String> headers) {}

    private static Head head(InputStream in) throws IOException {
        Head head = oneHead(in);
        while (head.status == 100) {
            head = oneHead(in);
        }
        return head;
    }

    private static Head oneHead(InputStream in) throws IOException {
        String status = line(in);
        if (!status.startsWith("HTTP/1.") || status.length() < 12) {
            throw new IOException("malformed HTTP response \"" + status + "\"");
        }
        Map<String, String> headers = new HashMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            if (colon < 1 || headers.size() == MAX_HEADERS) {
                throw new IOException("malformed MIME header line: " + header);
            }
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        return new Head(statusCode(status), headers);
    }

    private static int statusCode(String line) throws IOException {
        try {
            return Integer.parseUnsignedInt(line.substring(9, 12));
        } catch (NumberFormatException malformed) {
            throw new IOException("malformed HTTP status code in \"" + line + "\"", malformed);
        }
    }

    private static InputStream body(InputStream in, Head head) throws IOException {
        if ("chunked".equalsIgnoreCase(head.headers.get("transfer-encoding"))) {
            return new Chunks(in);
        }
        String length = head.headers.get("content-length");
        return length == null ? in : new Limited(in, size(length, 10));
    }

    private static long size(String text, int radix) throws IOException {
        try {
            long size = Long.parseLong(text, radix);
            if (size >= 0) {
                return size;
            }
        } catch (NumberFormatException malformed) {
            // told below, like a negative number
        }
        throw new IOException("malformed length \"" + text + "\" of the answer's body");
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("EOF");
            }
            if (line.size() == MAX_LINE) {
                throw new IOException("a line of the answer is longer than " + MAX_LINE + " bytes");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** A part of a stream whose length is known; a connection that ends within it is an error. */
    private abstract static class Measured extends InputStream {
        final InputStream in;
        long left;

        Measured(InputStream in) {
            this.in = in;
        }

        @Override
        public final int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public abstract int read(byte[] bytes, int offset, int length) throws IOException;

        final int readPart(byte[] bytes, int offset, int length) throws IOException {
            int count = in.read(bytes, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new IOException("unexpected EOF");
            }
            left -= count;
            return count;
        }
    }

    /** A body of known length. */
    private static final class Limited extends Measured {
        Limited(InputStream in, long length) {
            super(in);
            left = length;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return left == 0 ? -1 : readPart(bytes, offset, length);
        }
    }

    /** A body in chunks. */
    private static final class Chunks extends Measured {
        private boolean ended;

        Chunks(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0 && !ended) {
                nextChunk();
            }
            if (ended) {
                return -1;
            }
            int count = readPart(bytes, offset, length);
            if (left == 0) {
                line(in);
            }
            return count;
        }

        private void nextChunk() throws IOException {
            String size = line(in);
            int extension = size.indexOf(';');
            left = size((extension < 0 ? size : size.substring(0, extension)).strip(), 16);
            ended = left == 0;
        }
    }
}
