package io.proconsul.http.edge;

import io.proconsul.http.edge.Framing.Expectation;
import io.proconsul.http.message.BadEscapeException;
import io.proconsul.http.message.Client;
import io.proconsul.http.message.Head;
import io.proconsul.http.message.Headers;
import io.proconsul.http.message.Target;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/**
 * Finds the end of a request's head among the bytes that arrived and takes it apart, with Go's
 * ideas of what is well formed. One per connection; event loop only.
 */
final class HeadReader {
    private static final String[] METHODS = {"GET", "PUT", "DELETE", "POST", "OPTIONS", "HEAD"};

    private final EdgeLimits limits;
    private final Client client;

    /** How many bytes of the inbox are known not to end the head. */
    private int scanned;

    /** Where the line under the scan began, from the inbox's first byte. */
    private int lineStart;

    HeadReader(EdgeLimits limits, Client client) {
        this.limits = limits;
        this.client = client;
    }

    /** A head with what it says about its body. */
    record Parsed(Head head, Framing framing) {}

    /** The next head, consumed; null while it is not whole. */
    @Nullable Parsed next(Inbox inbox) throws MalformedRequest {
        int end = end(inbox);
        if (end < 0) {
            return null;
        }
        int from = inbox.from();
        byte[] block = inbox.array();
        inbox.skip(end - from);
        scanned = 0;
        lineStart = 0;
        return parse(block, from, end);
    }

    /** Behind the empty line that ends the head; -1 while there is none. */
    private int end(Inbox inbox) throws MalformedRequest {
        byte[] bytes = inbox.array();
        int from = inbox.from();
        int to = Math.min(inbox.to(), from + limits.headBytes());
        for (int i = from + scanned; i < to; i++) {
            if (bytes[i] == '\n') {
                int length = i - from - lineStart;
                if (length == 0 || length == 1 && bytes[i - 1] == '\r') {
                    return i + 1;
                }
                lineStart = i + 1 - from;
            }
        }
        scanned = to - from;
        if (scanned - lineStart > limits.lineBytes() || scanned >= limits.headBytes()) {
            throw MalformedRequest.headTooLarge();
        }
        return -1;
    }

    private Parsed parse(byte[] block, int from, int end) throws MalformedRequest {
        int lineEnd = lineEnd(block, from);
        int blank = indexOf(block, ' ', from, lineEnd);
        int second = blank <= from ? -1 : indexOf(block, ' ', blank + 1, lineEnd);
        if (second < 0) {
            throw MalformedRequest.bad();
        }
        String method = method(block, from, blank);
        Target target = target(method, latin(block, blank + 1, second));
        int version = version(latin(block, second + 1, lineEnd));
        var fields = new HeaderLines(block, behindLine(block, lineEnd), end);
        fields.read();
        fields.checkHost(version > 0);
        Headers headers = fields.headers();
        boolean plain = version > 0 && !fields.anyFraming();
        return new Parsed(
                new Head(method, target, headers, client),
                plain ? Framing.PLAIN : framing(headers, version == 0));
    }

    /** The index of the line's end, before a carriage return. */
    static int lineEnd(byte[] block, int from) {
        int feed = from;
        while (block[feed] != '\n') {
            feed++;
        }
        return feed > from && block[feed - 1] == '\r' ? feed - 1 : feed;
    }

    static int behindLine(byte[] block, int lineEnd) {
        return block[lineEnd] == '\r' ? lineEnd + 2 : lineEnd + 1;
    }

    static int indexOf(byte[] block, char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (block[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    static String latin(byte[] block, int from, int to) {
        return new String(block, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static String method(byte[] block, int from, int to) throws MalformedRequest {
        for (String known : METHODS) {
            if (matches(block, from, to, known)) {
                return known;
            }
        }
        for (int i = from; i < to; i++) {
            if (!Tokens.isTokenByte(block[i])) {
                throw MalformedRequest.bad();
            }
        }
        return latin(block, from, to);
    }

    private static boolean matches(byte[] block, int from, int to, String text) {
        if (to - from != text.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (block[i] != text.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }

    private static Target target(String method, String text) throws MalformedRequest {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) == 0x7f) {
                throw MalformedRequest.bad();
            }
        }
        try {
            return Target.parse(originForm(method, text));
        } catch (BadEscapeException bad) {
            throw MalformedRequest.bad();
        }
    }

    /** Takes scheme and authority away from an absolute URL, as proxies send it. */
    private static String originForm(String method, String text) throws MalformedRequest {
        if (text.startsWith("/") || text.equals("*") && method.equals("OPTIONS")) {
            return text;
        }
        int authority = text.indexOf("://");
        if (authority <= 0) {
            throw MalformedRequest.bad();
        }
        int path = text.indexOf('/', authority + 3);
        return path < 0 ? "/" : text.substring(path);
    }

    /** The minor version of HTTP/1. */
    private static int version(String text) throws MalformedRequest {
        if (text.equals("HTTP/1.1")) {
            return 1;
        }
        if (!text.matches("HTTP/\\d{1,6}\\.\\d{1,6}")) {
            throw MalformedRequest.bad();
        }
        int dot = text.indexOf('.');
        if (Integer.parseInt(text.substring(5, dot)) != 1) {
            throw MalformedRequest.bad("unsupported protocol version");
        }
        return Integer.parseInt(text.substring(dot + 1));
    }

    private static Framing framing(Headers headers, boolean http10) throws MalformedRequest {
        String connection = headers.first("Connection");
        boolean persistent =
                http10
                        ? connection != null && Tokens.lists(connection, "keep-alive")
                        : connection == null || !Tokens.lists(connection, "close");
        return new Framing(bodyLength(headers, http10), http10, persistent, expectation(headers));
    }

    private static Expectation expectation(Headers headers) {
        String expect = headers.first("Expect");
        if (expect == null || expect.isEmpty()) {
            return Expectation.NOTHING;
        }
        return Tokens.lists(expect, "100-continue") ? Expectation.CONTINUE : Expectation.UNKNOWN;
    }

    private static long bodyLength(Headers headers, boolean http10) throws MalformedRequest {
        String encoding = http10 ? null : headers.first("Transfer-Encoding");
        if (encoding != null) {
            if (headers.all("Transfer-Encoding").size() > 1
                    || !encoding.equalsIgnoreCase("chunked")) {
                throw MalformedRequest.unknownTransferEncoding();
            }
            return Framing.CHUNKED;
        }
        String length = headers.first("Content-Length");
        if (length == null) {
            return 0;
        }
        if (!headers.all("Content-Length").stream().allMatch(length::equals)) {
            throw MalformedRequest.bad();
        }
        return decimal(length);
    }

    private static long decimal(String text) throws MalformedRequest {
        if (text.isEmpty()) {
            return 0;
        }
        if (text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw MalformedRequest.bad();
        }
        return Long.parseLong(text);
    }
}
