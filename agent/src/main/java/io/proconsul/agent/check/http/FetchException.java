package io.proconsul.agent.check.http;

import java.io.IOException;

/** A request could not be made or got no proper answer; the text is Go's. */
public final class FetchException extends IOException {
    private static final long serialVersionUID = 1;

    public FetchException(String text) {
        super(text);
    }
}
