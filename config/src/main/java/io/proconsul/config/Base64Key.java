package io.proconsul.config;

/** Checks keys in base64 as Go decodes them: with padding, line ends ignored. */
final class Base64Key {
    private static final int GROUP = 4;

    private Base64Key() {}

    /** What is wrong, with the position of the first wrong byte; empty when nothing is. */
    static String wrong(String text) {
        int letters = 0;
        int groupStart = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                continue;
            }
            if (c == '=') {
                return wrongPadding(text, i, letters);
            }
            if (!isLetter(c)) {
                return illegal(i);
            }
            groupStart = letters % GROUP == 0 ? i : groupStart;
            letters++;
        }
        return letters % GROUP == 0 ? "" : illegal(groupStart);
    }

    /** One or two equals signs complete the last group, and nothing follows. */
    private static String wrongPadding(String text, int at, int letters) {
        int missing = GROUP - letters % GROUP;
        if (missing > 2) {
            return illegal(at);
        }
        int next = skipLineEnds(text, at + 1);
        if (missing == 2) {
            if (next == text.length() || text.charAt(next) != '=') {
                return illegal(next == text.length() ? next : at);
            }
            next = skipLineEnds(text, next + 1);
        }
        return next == text.length() ? "" : illegal(next);
    }

    private static int skipLineEnds(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == '\r')) {
            at++;
        }
        return at;
    }

    private static boolean isLetter(char c) {
        return c < 0x80 && Character.isLetterOrDigit(c) || c == '+' || c == '/';
    }

    private static String illegal(int at) {
        return "illegal base64 data at input byte " + at;
    }
}
