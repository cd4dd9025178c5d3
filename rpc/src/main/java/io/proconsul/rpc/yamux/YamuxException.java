package io.proconsul.rpc.yamux;

import java.io.IOException;

/** What came is no frame of this protocol. */
public final class YamuxException extends IOException {
    private static final long serialVersionUID = 1;

    YamuxException(String message) {
        super(message);
    }
}
