package io.proconsul.json;

/**
 * Where something stands in a text.
 *
 * @param offset bytes before it
 * @param line counted from 1
 * @param column in characters, counted from 1
 */
public record JsonPosition(int offset, int line, int column) {
    @Override
    public String toString() {
        return line + ":" + column;
    }
}
