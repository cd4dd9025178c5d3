package io.proconsul.hcl;

/** A word of HCL: what it is, where it starts, and its characters as written. */
record Token(TokenType type, Place at, String text) {
    boolean is(TokenType expected) {
        return type == expected;
    }

    /** As error texts show a token: position, kind, text. */
    @Override
    public String toString() {
        return at.line() + ":" + at.column() + " " + type + " " + text;
    }
}
