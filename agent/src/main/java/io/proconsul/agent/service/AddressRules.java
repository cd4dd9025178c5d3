package io.proconsul.agent.service;

import io.proconsul.model.catalog.ServiceAddress;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Addresses of service instances. */
final class AddressRules {
    private static final Set<String> ANY = Set.of("0.0.0.0", "::", "[::]");
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
    private static final Pattern IPV4 =
            Pattern.compile(BYTE + "\\." + BYTE + "\\." + BYTE + "\\." + BYTE);
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    private AddressRules() {}

    /** Listening everywhere is no address one could be reached at. */
    static boolean isAny(String address) {
        return ANY.contains(address);
    }

    /**
     * The tagged addresses with those of the address's family filled in from the address itself;
     * null when there are none (vector agent-021).
     */
    static @Nullable Map<String, ServiceAddress> tagged(
            @Nullable Map<String, ServiceAddress> given, String address, int port) {
        String family = family(address);
        if (family.isEmpty()) {
            return given;
        }
        Map<String, ServiceAddress> all = given == null ? new TreeMap<>() : new TreeMap<>(given);
        all.putIfAbsent("lan_" + family, new ServiceAddress(address, port));
        all.putIfAbsent("wan_" + family, new ServiceAddress(address, port));
        return all;
    }

    private static String family(String address) {
        if (IPV4.matcher(address).matches()) {
            return "ipv4";
        }
        return IPV6.matcher(address).matches() ? "ipv6" : "";
    }
}
