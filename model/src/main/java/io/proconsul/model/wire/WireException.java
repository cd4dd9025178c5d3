package io.proconsul.model.wire;

import java.io.IOException;

/**
 * Bytes are not msgpack, or not the msgpack of the record that was asked for. The message says
 * which field of which record is wrong and how.
 */
public final class WireException extends IOException {
    public WireException(String message) {
        super(message);
    }

    WireException(String message, Throwable cause) {
        super(message, cause);
    }
}
