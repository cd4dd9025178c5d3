package io.proconsul.runtime.net;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/**
 * Opens blocking TCP connections, for callers on virtual threads. Any thread; an interrupt ends the
 * wait.
 */
@FunctionalInterface
public interface Dialer {
    /**
     * Connects to the first of the host's addresses that answers. The caller closes the socket.
     *
     * @param host a name or an address without brackets
     * @param timeout for all attempts together, but for the lookup of the name
     * @throws IOException whose text is Go's: {@code dial tcp 127.0.0.1:1: connect: connection
     *     refused}
     */
    Socket dial(String host, int port, Duration timeout) throws IOException;

    /** Real sockets. */
    static Dialer system() {
        return new SystemDialer();
    }
}
