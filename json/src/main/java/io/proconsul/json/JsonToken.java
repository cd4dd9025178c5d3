package io.proconsul.json;

/** What stands next in a text. */
public enum JsonToken {
    OBJECT("object"),
    ARRAY("array"),
    STRING("string"),
    NUMBER("number"),
    BOOL("bool"),
    NULL("null");

    private final String word;

    JsonToken(String word) {
        this.word = word;
    }

    /** How Go's errors call it: {@code cannot unmarshal string into ...}. */
    public String word() {
        return word;
    }
}
