package io.proconsul.hcl;

/**
 * Where something stands: the name of its source and, counted from one, the line and the column in
 * characters. Line 0 means the whole source, as for a command line flag.
 */
public record Place(String source, int line, int column) {
    /** A source that has no lines. */
    public static Place whole(String source) {
        return new Place(source, 0, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line + ":" + column;
    }
}
