package io.proconsul.http.message;

/**
 * What a request line asks for.
 *
 * @param raw path and query string as they came, bytes above 127 as Latin-1 characters
 * @param path the path with its escapes decoded
 * @param query the query string as it came, without the question mark
 */
public record Target(String raw, String path, String query) {
    /** Taken apart, but nothing cleaned or judged. */
    public static Target parse(String raw) throws BadEscapeException {
        int mark = raw.indexOf('?');
        String path = mark < 0 ? raw : raw.substring(0, mark);
        return new Target(raw, Percent.decodePath(path), mark < 0 ? "" : raw.substring(mark + 1));
    }

    /**
     * Whether every character of the decoded path can be shown; blanks other than the plain one
     * cannot.
     */
    public boolean isPrintable() {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c < ' ' || c == 0x7f || c > 0x7f && !isPrintable(path.codePointAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPrintable(int rune) {
        return switch (Character.getType(rune)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
