package io.proconsul.model.wire;

import io.proconsul.json.JsonException;
import io.proconsul.json.JsonReader;
import io.proconsul.json.JsonToken;

import java.util.ArrayList;
import java.util.List;

/** One JSON value being read into records, knowing in which field it is for its errors. */
final class JsonSource {
    static final int MAX_DEPTH = 200;

    private final JsonReader in;

    /** Whether unknown members are passed over everywhere. */
    private final boolean lenient;

    private final List<String> path = new ArrayList<>();
    private int depth;

    JsonSource(JsonReader in, boolean lenient) {
        this.in = in;
        this.lenient = lenient;
    }

    JsonReader reader() {
        return in;
    }

    boolean lenient() {
        return lenient;
    }

    void enterField(String name) {
        path.add(name);
    }

    void leaveField() {
        path.removeLast();
    }

    /** Goes into an object or a list, until {@link #leave}. */
    void enter() throws JsonException {
        if (++depth > MAX_DEPTH) {
            throw new JsonException("exceeded max depth", in.position());
        }
    }

    void leave() {
        depth--;
    }

    /** Refuses the next value unless it is a {@code token}. */
    void expect(JsonToken token, String goType) throws JsonException {
        if (in.peek() != token) {
            throw mismatch(in.peek().word(), goType);
        }
    }

    /** Go's error for a value that does not fit. */
    JsonException mismatch(String value, String goType) {
        String where = path.isEmpty() ? "Go value" : "Go struct field ." + String.join(".", path);
        String message =
                "json: cannot unmarshal " + value + " into " + where + " of type " + goType;
        return new JsonException(message, in.position());
    }

    JsonException failure(String message) {
        return new JsonException(message, in.position());
    }
}
