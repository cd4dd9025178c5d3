package io.proconsul.model.archive;

import java.io.IOException;

/** An archive that is not as it should be; the message says what is wrong with it. */
public final class ArchiveException extends IOException {
    private static final long serialVersionUID = 1;

    public ArchiveException(String message) {
        super(message);
    }
}
