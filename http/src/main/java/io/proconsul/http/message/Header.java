package io.proconsul.http.message;

import java.nio.charset.StandardCharsets;

/** One header line of a response, encoded once; constants cost nothing to send again. */
public final class Header {
    private final HeaderName name;
    private final byte[] line;

    Header(HeaderName name, byte[] line) {
        this.name = name;
        this.line = line;
    }

    public HeaderName name() {
        return name;
    }

    public String value() {
        int from = name.prefixLength();
        return new String(line, from, line.length - from - 2, StandardCharsets.UTF_8);
    }

    /** The whole line with its line end; must not be changed. */
    public byte[] line() {
        return line;
    }

    @Override
    public String toString() {
        return name + ": " + value();
    }
}
