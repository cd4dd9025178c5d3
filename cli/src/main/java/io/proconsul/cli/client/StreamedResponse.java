package io.proconsul.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * An answer that is read as it comes.
 *
 * @param headers by name in lower case
 * @param body the decoded body; ends where the answer ends
 */
public record StreamedResponse(int status, Map<String, String> headers, InputStream body)
        implements AutoCloseable {
    @Override
    public void close() throws IOException {
        body.close();
    }
}
