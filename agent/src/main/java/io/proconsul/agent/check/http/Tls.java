package io.proconsul.agent.check.http;

import java.io.IOException;
import java.net.Socket;

/** Puts TLS on a connection. Any thread. */
@FunctionalInterface
public interface Tls {
    /**
     * Shakes hands as a client; closing the result closes the plain socket.
     *
     * @param host the name the certificate must be for
     * @param skipVerify any certificate will do
     * @throws IOException when the handshake fails, with Go's text where there is one
     */
    Socket secured(Socket plain, String host, int port, boolean skipVerify) throws IOException;

    /** Trusts what the machine's Java trusts. */
    static Tls system() {
        return new SystemTls();
    }
}
