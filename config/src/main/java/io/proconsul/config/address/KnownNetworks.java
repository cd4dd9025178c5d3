package io.proconsul.config.address;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Networks with a meaning, by the number of the RFC that gives it to them, as the templates' {@code
 * rfc} selector knows them. Networks of IPv4 addresses in IPv6 notation are left out: here such an
 * address is an IPv4 address.
 */
final class KnownNetworks {
    /** Networks whose addresses no router forwards; no RFC has this number. */
    static final long NOT_FORWARDED = 4294967295L;

    private static final Map<Long, List<IpNetwork>> BY_RFC =
            Map.ofEntries(
                    of(919, "255.255.255.255/32"),
                    of(1112, "224.0.0.0/4"),
                    of(1122, "0.0.0.0/8", "127.0.0.0/8"),
                    of(1918, "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
                    of(2544, "198.18.0.0/15"),
                    of(2765),
                    of(2928, "2001::/16"),
                    of(3056, "2002::/16"),
                    of(3068, "192.88.99.0/24", "2002:c058:6301::/120"),
                    of(3171, "224.0.0.0/4"),
                    of(
                            3330,
                            "0.0.0.0/8",
                            "10.0.0.0/8",
                            "127.0.0.0/8",
                            "169.254.0.0/16",
                            "172.16.0.0/12",
                            "192.0.2.0/24",
                            "192.88.99.0/24",
                            "192.168.0.0/16",
                            "198.18.0.0/15",
                            "224.0.0.0/4",
                            "240.0.0.0/4"),
                    of(3849, "2001:db8::/32"),
                    of(3927, "169.254.0.0/16"),
                    of(4038),
                    of(4193, "fc00::/7"),
                    of(4291, "::/128", "::1/128", "::/96", "fe80::/10", "fec0::/10", "ff00::/8"),
                    of(4380, "2001:0000::/32"),
                    of(4773, "2001:0000::/23"),
                    of(4843, "2001:10::/28"),
                    of(5180, "2001:0200::/48"),
                    of(5735, "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "198.18.0.0/15"),
                    of(5737, "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"),
                    of(6052, "64:ff9b::/96"),
                    of(6333, "192.0.0.0/29"),
                    of(6598, "100.64.0.0/10"),
                    of(6666, "0100::/64"),
                    of(
                            6890,
                            "0.0.0.0/8",
                            "10.0.0.0/8",
                            "100.64.0.0/10",
                            "127.0.0.0/8",
                            "169.254.0.0/16",
                            "172.16.0.0/12",
                            "192.0.0.0/24",
                            "192.0.0.0/29",
                            "192.0.2.0/24",
                            "192.88.99.0/24",
                            "192.168.0.0/16",
                            "198.18.0.0/15",
                            "198.51.100.0/24",
                            "203.0.113.0/24",
                            "240.0.0.0/4",
                            "255.255.255.255/32",
                            "::1/128",
                            "::/128",
                            "64:ff9b::/96",
                            "100::/64",
                            "2001::/16",
                            "2002::/16",
                            "fc00::/7",
                            "fe80::/10"),
                    of(7335, "192.0.0.0/29"),
                    of(
                            NOT_FORWARDED,
                            "0.0.0.0/8",
                            "127.0.0.0/8",
                            "169.254.0.0/16",
                            "192.0.0.0/24",
                            "192.0.2.0/24",
                            "198.51.100.0/24",
                            "203.0.113.0/24",
                            "240.0.0.0/4",
                            "255.255.255.255/32",
                            "::1/128",
                            "::/128",
                            "2001:db8::/32",
                            "2001:10::/28",
                            "fe80::/10"));

    private KnownNetworks() {}

    static boolean isKnown(long rfc) {
        return BY_RFC.containsKey(rfc);
    }

    static boolean contain(long rfc, IpNetwork address) {
        return BY_RFC.getOrDefault(rfc, List.of()).stream()
                .anyMatch(network -> network.contains(address));
    }

    private static Map.Entry<Long, List<IpNetwork>> of(long rfc, String... networks) {
        var parsed = new ArrayList<IpNetwork>();
        for (String network : networks) {
            parsed.add(Objects.requireNonNull(IpNetwork.parse(network), network));
        }
        return Map.entry(rfc, List.copyOf(parsed));
    }
}
