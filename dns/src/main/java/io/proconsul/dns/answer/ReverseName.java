package io.proconsul.dns.answer;

import java.util.Optional;

/** Names below {@code in-addr.arpa} and {@code ip6.arpa}: addresses written backwards. */
final class ReverseName {
    private static final String IPV4 = ".in-addr.arpa.";
    private static final String IPV6 = ".ip6.arpa.";

    private ReverseName() {}

    /** The address in its usual form; empty when the name is none. */
    static Optional<String> address(String name) {
        if (name.endsWith(IPV4)) {
            return ipv4(name.substring(0, name.length() - IPV4.length()).split("\\.", -1));
        }
        if (name.endsWith(IPV6)) {
            return ipv6(name.substring(0, name.length() - IPV6.length()).split("\\.", -1));
        }
        return Optional.empty();
    }

    private static Optional<String> ipv4(String[] parts) {
        if (parts.length != 4) {
            return Optional.empty();
        }
        return IpAddress.parse(parts[3] + "." + parts[2] + "." + parts[1] + "." + parts[0])
                .map(IpAddress::text);
    }

    private static Optional<String> ipv6(String[] nibbles) {
        if (nibbles.length != 32) {
            return Optional.empty();
        }
        StringBuilder digits = new StringBuilder(32);
        for (int i = nibbles.length - 1; i >= 0; i--) {
            if (nibbles[i].length() != 1) {
                return Optional.empty();
            }
            digits.append(nibbles[i]);
        }
        return IpAddress.ofHex(digits.toString()).map(IpAddress::text);
    }
}
