package io.proconsul.http.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A header's name, spelled as it goes over the wire; keep in a constant. */
public final class HeaderName {
    private static final byte[] DIGITS_OF_ZERO = {'0'};

    private final String name;
    private final byte[] prefix;

    public HeaderName(String name) {
        this.name = name;
        this.prefix = (name + ": ").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The header with that value. */
    public Header of(String value) {
        return line(value.getBytes(StandardCharsets.UTF_8));
    }

    /** The header with that number. */
    public Header of(long value) {
        return line(
                value == 0
                        ? DIGITS_OF_ZERO
                        : Long.toString(value).getBytes(StandardCharsets.ISO_8859_1));
    }

    private Header line(byte[] value) {
        byte[] line = Arrays.copyOf(prefix, prefix.length + value.length + 2);
        System.arraycopy(value, 0, line, prefix.length, value.length);
        line[line.length - 2] = '\r';
        line[line.length - 1] = '\n';
        return new Header(this, line);
    }

    int prefixLength() {
        return prefix.length;
    }

    @Override
    public String toString() {
        return name;
    }
}
