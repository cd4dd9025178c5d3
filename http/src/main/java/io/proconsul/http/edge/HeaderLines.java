package io.proconsul.http.edge;

import io.proconsul.http.message.Headers;

import java.util.Arrays;

/** The header lines of one head: checked, unfolded and noted as offsets. */
final class HeaderLines {
    private static final int USUAL_LINES = 8;

    private final byte[] block;
    private final int end;
    private int at;
    private int[] spans = new int[USUAL_LINES * 4];
    private int used;
    private int hosts;
    private int hostFrom;
    private int hostTo;
    private boolean anyFraming;

    HeaderLines(byte[] block, int from, int end) {
        this.block = block;
        this.at = from;
        this.end = end;
    }

    /** Reads up to the empty line. */
    void read() throws MalformedRequest {
        if (at < end && isBlank(block[at])) {
            throw MalformedRequest.bad();
        }
        int lineEnd = HeadReader.lineEnd(block, at);
        while (lineEnd > at) {
            line(lineEnd);
            lineEnd = HeadReader.lineEnd(block, at);
        }
    }

    private void line(int firstLineEnd) throws MalformedRequest {
        int colon = HeadReader.indexOf(block, ':', at, firstLineEnd);
        if (colon < 0) {
            throw MalformedRequest.bad();
        }
        int lineEnd = unfold(firstLineEnd);
        if (colon > at) {
            checkName(at, colon);
            add(at, colon, lineEnd);
        }
        at = HeadReader.behindLine(block, lineEnd);
    }

    /** Lines that begin with a blank belong to the one before: their ends become blanks. */
    private int unfold(int firstLineEnd) {
        int lineEnd = firstLineEnd;
        int next = HeadReader.behindLine(block, lineEnd);
        while (next < end && isBlank(block[next])) {
            Arrays.fill(block, lineEnd, next, (byte) ' ');
            lineEnd = HeadReader.lineEnd(block, next);
            next = HeadReader.behindLine(block, lineEnd);
        }
        return lineEnd;
    }

    private void checkName(int from, int to) throws MalformedRequest {
        for (int i = from; i < to; i++) {
            if (!Tokens.isTokenByte(block[i])) {
                throw MalformedRequest.bad("invalid header name");
            }
        }
    }

    private void add(int name, int colon, int lineEnd) throws MalformedRequest {
        int from = colon + 1;
        int to = lineEnd;
        while (from < to && isBlank(block[from])) {
            from++;
        }
        while (to > from && isBlank(block[to - 1])) {
            to--;
        }
        checkValue(from, to);
        note(name, colon, from, to);
        if (used == spans.length) {
            spans = Arrays.copyOf(spans, used * 2);
        }
        spans[used++] = name;
        spans[used++] = colon;
        spans[used++] = from;
        spans[used++] = to;
    }

    private void checkValue(int from, int to) throws MalformedRequest {
        for (int i = from; i < to; i++) {
            if (block[i] >= 0 && block[i] < ' ' && block[i] != '\t' || block[i] == 0x7f) {
                throw MalformedRequest.bad("invalid header value");
            }
        }
    }

    /** Most requests carry nothing that changes how they are framed; they skip the questions. */
    private void note(int name, int colon, int from, int to) {
        switch (colon - name) {
            case 4 -> noteHost(name, from, to);
            case 6 -> anyFraming |= is(name, "expect");
            case 10 -> anyFraming |= is(name, "connection");
            case 14 -> anyFraming |= is(name, "content-length");
            case 17 -> anyFraming |= is(name, "transfer-encoding");
            default -> {}
        }
    }

    private void noteHost(int name, int from, int to) {
        if (is(name, "host")) {
            hosts++;
            hostFrom = from;
            hostTo = to;
        }
    }

    private boolean is(int from, String lowerCase) {
        for (int i = 0; i < lowerCase.length(); i++) {
            if ((block[from + i] | 0x20) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    void checkHost(boolean required) throws MalformedRequest {
        if (hosts == 0 && required) {
            throw MalformedRequest.bad("missing required Host header");
        }
        if (hosts > 1) {
            throw MalformedRequest.bad("too many Host headers");
        }
        for (int i = hostFrom; i < hostTo; i++) {
            if (!Tokens.isHostByte(block[i])) {
                throw MalformedRequest.bad("malformed Host header");
            }
        }
    }

    /** Whether any header speaks about body or connection. */
    boolean anyFraming() {
        return anyFraming;
    }

    Headers headers() {
        return new Headers(block, used == spans.length ? spans : Arrays.copyOf(spans, used));
    }
}
