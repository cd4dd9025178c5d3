package io.proconsul.json;

/**
 * A text is not JSON, or not the JSON that was asked for. The message is Go's, without the
 * position, because clients and operators see it.
 */
public final class JsonException extends Exception {
    private final JsonPosition position;

    public JsonException(String message, JsonPosition position) {
        super(message);
        this.position = position;
    }

    /** The byte that is wrong, the value that has the wrong type, or the end of a cut text. */
    public JsonPosition position() {
        return position;
    }
}
