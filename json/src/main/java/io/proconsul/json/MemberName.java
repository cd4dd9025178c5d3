package io.proconsul.json;

import java.nio.charset.StandardCharsets;

/** A member's name as it is written again and again: quoted, escaped and with its colon. */
public final class MemberName {
    private final String name;
    private final byte[] encoded;

    public MemberName(String name) {
        this.name = name;
        var writer = new JsonWriter();
        writer.string(name);
        this.encoded = (writer.toString() + ":").getBytes(StandardCharsets.UTF_8);
    }

    public String name() {
        return name;
    }

    byte[] encoded() {
        return encoded;
    }

    @Override
    public String toString() {
        return name;
    }
}
