package io.proconsul.json;

/** Turns offsets into lines and columns; cheap when asked in rising order. */
final class Places {
    private final byte[] text;
    private int line = 1;
    private int column = 1;
    private int counted;

    Places(byte[] text) {
        this.text = text;
    }

    JsonPosition of(int offset) {
        if (offset < counted) {
            line = 1;
            column = 1;
            counted = 0;
        }
        for (; counted < offset; counted++) {
            pass(text[counted]);
        }
        return new JsonPosition(offset, line, column);
    }

    private void pass(byte b) {
        if (b == '\n') {
            line++;
            column = 1;
        } else if (!Utf8.continues(b)) {
            column++;
        }
    }
}
