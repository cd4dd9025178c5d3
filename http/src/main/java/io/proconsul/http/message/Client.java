package io.proconsul.http.message;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Who is at the other end.
 *
 * @param address the network address; null for unix sockets
 * @param port the port; 0 for unix sockets
 */
public record Client(@Nullable InetAddress address, int port) {
    /** Behind a unix socket, or not on a network at all. */
    public static final Client LOCAL = new Client(null, 0);

    public static Client of(InetSocketAddress remote) {
        return new Client(remote.getAddress(), remote.getPort());
    }

    /** As log lines show it: {@code host:port}; {@code @} for unix sockets. */
    @Override
    public String toString() {
        if (address == null) {
            return "@";
        }
        String host = address.getHostAddress();
        return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
    }
}
