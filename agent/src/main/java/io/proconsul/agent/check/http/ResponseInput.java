package io.proconsul.agent.check.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Reads one response from a socket: status line, headers, body. */
final class ResponseInput {
    /** Status line and headers together; who sends more is not asked further. */
    static final int MAX_HEAD_BYTES = 1 << 20;

    private final InputStream in;
    private int headBytes;

    ResponseInput(Socket socket, Deadline deadline) throws IOException {
        in = new BufferedInputStream(new TimedInput(socket, deadline));
    }

    /** Gives each read the time that is left of the whole. */
    private static final class TimedInput extends FilterInputStream {
        private final Socket socket;
        private final Deadline deadline;

        TimedInput(Socket socket, Deadline deadline) throws IOException {
            super(socket.getInputStream());
            this.socket = socket;
            this.deadline = deadline;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            socket.setSoTimeout(deadline.leftMillis());
            return super.read(bytes, from, count);
        }

        @Override
        public int read() throws IOException {
            socket.setSoTimeout(deadline.leftMillis());
            return super.read();
        }
    }

    /** Status line and headers. */
    record Head(int code, String status, Map<String, String> headers) {
        boolean informs() {
            return code >= 100 && code < 200;
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** The head of the answer proper; what only informs is passed over. */
    Head head() throws IOException {
        Head head = oneHead();
        while (head.informs()) {
            head = oneHead();
        }
        return head;
    }

    private Head oneHead() throws IOException {
        String line = line();
        int blank = line.indexOf(' ');
        if (!line.startsWith("HTTP/") || blank < 0) {
            throw new FetchException(
                    "net/http: HTTP/1.x transport connection broken: malformed HTTP response \""
                            + line
                            + "\"");
        }
        String status = line.substring(blank + 1).stripLeading();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(
                        header.substring(0, colon), header.substring(colon + 1).strip());
            }
        }
        return new Head(code(status), status, headers);
    }

    private static int code(String status) throws FetchException {
        String digits = status.split(" ", 2)[0];
        if (!digits.matches("[0-9]{3}")) {
            throw new FetchException(
                    "net/http: HTTP/1.x transport connection broken: malformed HTTP status code \""
                            + digits
                            + "\"");
        }
        return Integer.parseInt(digits);
    }

    /** A line without its end. */
    private String line() throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new FetchException(headBytes == 0 ? "EOF" : "unexpected EOF");
            }
            if (++headBytes > MAX_HEAD_BYTES) {
                throw new FetchException(
                        "net/http: server response headers exceeded %d bytes; aborted"
                                .formatted(MAX_HEAD_BYTES));
            }
            bytes.write(b);
        }
        headBytes++;
        String line = bytes.toString(StandardCharsets.UTF_8);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    /** The body of an answer, decoded. */
    InputStream body(Head head, String method) throws IOException {
        if (method.equals("HEAD") || head.code() == 204 || head.code() == 304) {
            return InputStream.nullInputStream();
        }
        InputStream body = framed(head);
        return head.header("Content-Encoding").equalsIgnoreCase("gzip")
                ? new GZIPInputStream(body)
                : body;
    }

    private InputStream framed(Head head) throws IOException {
        if (head.header("Transfer-Encoding").toLowerCase(Locale.ROOT).contains("chunked")) {
            return new ChunkedInput();
        }
        String length = head.header("Content-Length");
        return length.matches("[0-9]{1,18}") ? new SizedInput(Long.parseLong(length)) : in;
    }

    /** As many bytes as were announced. */
    private final class SizedInput extends InputStream {
        private long left;

        SizedInput(long length) {
            left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            if (left == 0) {
                return -1;
            }
            int got = in.read(bytes, from, (int) Math.min(count, left));
            if (got < 0) {
                throw new EOFException("unexpected EOF");
            }
            left -= got;
            return got;
        }
    }

    /** Pieces with their sizes in front. */
    private final class ChunkedInput extends InputStream {
        private SizedInput chunk = new SizedInput(0);
        private boolean begun;
        private boolean ended;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            while (!ended && chunk.left == 0) {
                nextChunk();
            }
            return ended ? -1 : chunk.read(bytes, from, count);
        }

        private void nextChunk() throws IOException {
            if (begun) {
                line(); // ends the piece before
            }
            begun = true;
            String size = line().split(";", 2)[0].strip();
            if (!size.matches("[0-9a-fA-F]{1,15}")) {
                throw new FetchException("invalid byte in chunk length");
            }
            chunk = new SizedInput(Long.parseLong(size, 16));
            ended = chunk.left == 0;
        }
    }
}
