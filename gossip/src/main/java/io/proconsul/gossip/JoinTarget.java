package io.proconsul.gossip;

import io.proconsul.gossip.wire.Address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * An address to join, as people write it: {@code host}, {@code host:port}, {@code [v6]:port}, with
 * the expected node name before a slash or without.
 */
record JoinTarget(String host, int port) {
    static JoinTarget parse(String text, int defaultPort) {
        String address = text.substring(text.indexOf('/') + 1);
        int colon = address.lastIndexOf(':');
        boolean hasPort =
                colon >= 0
                        && (address.indexOf(':') == colon
                                || address.charAt(colon - 1) == ']' && address.startsWith("["));
        String host = hasPort ? address.substring(0, colon) : address;
        try {
            int port = hasPort ? Integer.parseInt(address.substring(colon + 1)) : defaultPort;
            return new JoinTarget(withoutBrackets(host), port);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(text + " has no valid port", e);
        }
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host;
    }

    /** Asks the resolver; blocking. */
    List<Address> resolve() throws UnknownHostException {
        List<Address> all = new ArrayList<>();
        for (InetAddress ip : InetAddress.getAllByName(host)) {
            all.add(Address.of(ip, port));
        }
        return all;
    }
}
