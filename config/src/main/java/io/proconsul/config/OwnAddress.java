package io.proconsul.config;

import io.proconsul.config.address.InterfaceAddress;
import io.proconsul.config.address.InterfaceAddress.Flag;
import io.proconsul.config.address.Interfaces;
import io.proconsul.config.address.Ip;
import io.proconsul.config.address.IpNetwork;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds the address to advertise when the agent listens everywhere (reference, section 5). */
final class OwnAddress {
    private static final List<IpNetwork> PRIVATE =
            Stream.of(
                            "10.0.0.0/8",
                            "100.64.0.0/10",
                            "127.0.0.0/8",
                            "169.254.0.0/16",
                            "172.16.0.0/12",
                            "192.0.0.0/24",
                            "192.0.2.0/24",
                            "192.168.0.0/16",
                            "::1/128",
                            "fe80::/10",
                            "fc00::/7",
                            "fec0::/10",
                            "2001:db8::/32")
                    .map(text -> Objects.requireNonNull(IpNetwork.parse(text), text))
                    .toList();

    private OwnAddress() {}

    /**
     * The only private IPv4 address of the machine, or its only public IPv6 address.
     *
     * @param any the address that stands for all of one version
     */
    static InetAddress detect(Interfaces interfaces, InetAddress any) throws ConfigException {
        boolean six = Endpoint.isSix(any);
        String what = six ? "public IPv6" : "private IPv4";
        List<InetAddress> found =
                candidates(interfaces, what).stream()
                        .filter(ip -> Endpoint.isSix(ip) == six && isPrivate(ip) != six)
                        .toList();
        if (found.isEmpty()) {
            throw new ConfigException("No " + what + " address found");
        }
        if (found.size() > 1) {
            throw new ConfigException(
                    "Multiple "
                            + what
                            + " addresses found. Please configure one with 'bind' and/or"
                            + " 'advertise'.",
                    List.of("found: " + String.join(", ", found.stream().map(Ip::text).toList())));
        }
        return found.getFirst();
    }

    /** The addresses of interfaces that are up; those of loopback only when there are no others. */
    private static List<InetAddress> candidates(Interfaces interfaces, String what)
            throws ConfigException {
        try {
            List<InterfaceAddress> up =
                    interfaces.addresses().stream().filter(has(Flag.UP)).toList();
            List<InterfaceAddress> others =
                    up.stream().filter(has(Flag.LOOPBACK).negate()).toList();
            return (others.isEmpty() ? up : others)
                    .stream().map(InterfaceAddress::address).toList();
        } catch (IOException unknown) {
            throw new ConfigException(
                    "Error detecting " + what + " address: " + unknown.getMessage());
        }
    }

    private static Predicate<InterfaceAddress> has(Flag flag) {
        return address -> address.flags().contains(flag);
    }

    private static boolean isPrivate(InetAddress ip) {
        return PRIVATE.stream().anyMatch(network -> network.contains(ip));
    }
}
