package io.proconsul.http.message;

import java.nio.charset.StandardCharsets;

/** Percent escapes of URLs, with Go's rules and error texts. */
public final class Percent {
    private static final String HEX = "0123456789ABCDEF";
    private static final String PATH_MARKS = "-_.~$&+,/:;=@";
    private static final String QUERY_MARKS = "-_.~";

    private Percent() {}

    /**
     * Decodes a path, whose plus signs stand for themselves.
     *
     * @param text bytes above 127 as Latin-1 characters
     */
    public static String decodePath(String text) throws BadEscapeException {
        return decode(text, false);
    }

    /** Decodes a name or value of a query string, where a plus sign is a blank. */
    public static String decodeQuery(String text) throws BadEscapeException {
        return decode(text, true);
    }

    private static String decode(String text, boolean plusIsBlank) throws BadEscapeException {
        int first = firstCoded(text, plusIsBlank);
        return first == text.length() ? text : decode(text, first, plusIsBlank);
    }

    private static int firstCoded(String text, boolean plusIsBlank) {
        int i = 0;
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' || c >= 0x80 || c == '+' && plusIsBlank) {
                break;
            }
        }
        return i;
    }

    private static String decode(String text, int from, boolean plusIsBlank)
            throws BadEscapeException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int to = from;
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '%') {
                bytes[to++] = escaped(text, i);
                i += 2;
            } else {
                bytes[to++] = bytes[i] == '+' && plusIsBlank ? (byte) ' ' : bytes[i];
            }
        }
        return new String(bytes, 0, to, StandardCharsets.UTF_8);
    }

    private static byte escaped(String text, int at) throws BadEscapeException {
        int high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(text.charAt(at + 2), 16);
        if (low < 0 || text.charAt(at + 1) >= 0x80 || text.charAt(at + 2) >= 0x80) {
            throw new BadEscapeException(text.substring(at, Math.min(at + 3, text.length())));
        }
        return (byte) (high << 4 | low);
    }

    /** A path as it stands in a {@code Location}. */
    public static String encodePath(String path) {
        return encode(path, PATH_MARKS, false);
    }

    /** A name or value of a query string; a blank becomes a plus sign. */
    public static String encodeQuery(String text) {
        return encode(text, QUERY_MARKS, true);
    }

    private static String encode(String text, String marks, boolean blankIsPlus) {
        var out = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(b, marks)) {
                out.append((char) b);
            } else if (b == ' ' && blankIsPlus) {
                out.append('+');
            } else {
                out.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
            }
        }
        return out.toString();
    }

    private static boolean isPlain(byte b, String marks) {
        return b >= 'a' && b <= 'z'
                || b >= 'A' && b <= 'Z'
                || b >= '0' && b <= '9'
                || b >= 0 && marks.indexOf(b) >= 0;
    }
}
