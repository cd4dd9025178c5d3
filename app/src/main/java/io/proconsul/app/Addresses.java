package io.proconsul.app;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;

/** How listen addresses appear in log lines. */
final class Addresses {
    private Addresses() {}

    static String network(SocketAddress address) {
        return address instanceof UnixDomainSocketAddress ? "unix" : "tcp";
    }

    /** {@code 127.0.0.1:8500}; the address that means all is shown as Go shows it. */
    static String text(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet)) {
            return address.toString();
        }
        String host =
                inet.getAddress().isAnyLocalAddress() ? "::" : inet.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + inet.getPort();
    }
}
