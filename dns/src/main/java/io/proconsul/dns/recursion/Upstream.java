package io.proconsul.dns.recursion;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Sends a packet to a resolver and waits for its reply. Called on a virtual thread. */
@FunctionalInterface
public interface Upstream {
    /**
     * @throws IOException when the resolver cannot be reached or says nothing in time
     */
    byte[] ask(InetSocketAddress resolver, byte[] packet, boolean tcp, Duration timeout)
            throws IOException;

    /** Over real sockets. */
    static Upstream sockets() {
        return new SocketUpstream();
    }
}
