package io.proconsul.http.edge;

/** Characters that names, methods and hosts are made of (RFC 7230, section 3.2.6; RFC 3986). */
final class Tokens {
    private static final boolean[] TOKEN = letters("!#$%&'*+-.^_`|~");
    private static final boolean[] HOST = letters("!$%&'()*+,-.:;=[]_~");

    private Tokens() {}

    private static boolean[] letters(String marks) {
        boolean[] set = new boolean[128];
        for (char c = 0; c < 128; c++) {
            set[c] =
                    c >= '0' && c <= '9'
                            || c >= 'A' && c <= 'Z'
                            || c >= 'a' && c <= 'z'
                            || marks.indexOf(c) >= 0;
        }
        return set;
    }

    static boolean isTokenByte(byte b) {
        return b > 0 && TOKEN[b];
    }

    static boolean isHostByte(byte b) {
        return b > 0 && HOST[b];
    }

    /** Whether {@code token} is one of the comma-separated ones, in any case. */
    static boolean lists(String value, String token) {
        if (value.equalsIgnoreCase(token)) {
            return true;
        }
        for (String part : value.split(",", -1)) {
            if (part.strip().equalsIgnoreCase(token)) {
                return true;
            }
        }
        return false;
    }
}
