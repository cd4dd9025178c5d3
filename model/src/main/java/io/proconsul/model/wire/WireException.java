package io.proconsul.model.wire;

import java.io.IOException;

/**
 * Bytes are not msgpack, or not the msgpack of the record that was asked for. The message says
 * which field of which record is wrong and how.
 */
public final class WireException extends IOException {
    /** Whether the message says already in which field. */
    private final boolean placed;

    public WireException(String message) {
        this(message, false);
    }

    private WireException(String message, boolean placed) {
        super(message);
        this.placed = placed;
    }

    /** The same, saying where; the innermost place counts. */
    WireException in(String place) {
        return placed ? this : new WireException(place + ": " + getMessage(), true);
    }
}
