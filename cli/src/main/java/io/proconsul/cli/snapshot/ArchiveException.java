package io.proconsul.cli.snapshot;

import java.io.IOException;

/** An archive that is not as it should be; the message says what is wrong with it. */
final class ArchiveException extends IOException {
    private static final long serialVersionUID = 1;

    ArchiveException(String message) {
        super(message);
    }
}
