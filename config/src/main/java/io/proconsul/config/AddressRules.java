package io.proconsul.config;

import io.proconsul.config.Endpoint.Tcp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules for addresses and for names in DNS. */
final class AddressRules {
    private final AgentConfig config;
    private final Settings settings;

    AddressRules(AgentConfig config, Settings settings) {
        this.config = config;
        this.settings = settings;
    }

    void checkAdvertised() throws ConfigException {
        settings.refuseIf(
                Endpoint.isAny(config.addresses().advertiseLan()),
                AddressKeys.ADVERTISE_ADDR,
                "Advertise address cannot be 0.0.0.0, :: or [::]");
        settings.refuseIf(
                Endpoint.isAny(config.addresses().advertiseWan()),
                AddressKeys.ADVERTISE_ADDR_WAN,
                "Advertise WAN address cannot be 0.0.0.0, :: or [::]");
    }

    void checkDns() throws ConfigException {
        boolean socket =
                config.addresses().dns().stream().anyMatch(Endpoint.Unix.class::isInstance);
        settings.refuseIf(socket, AddressKeys.ADDRESSES_DNS, "DNS address cannot be a unix socket");
        boolean any =
                config.dns().recursors().stream()
                        .anyMatch(List.of("0.0.0.0", "::", "[::]")::contains);
        settings.refuseIf(
                any, AddressKeys.RECURSORS, "DNS recursor address cannot be 0.0.0.0, :: or [::]");
        String datacenter = config.node().datacenter();
        List<String> reserved = List.of("service", "connect", "node", "query", "addr", datacenter);
        String domain = config.dns().altDomain();
        settings.refuseIf(
                reserved.stream().anyMatch(word -> domain.startsWith(word + ".")),
                ServingKeys.ALT_DOMAIN,
                "alt_domain cannot start with {" + String.join(",", reserved) + "}");
    }

    /** No two parts may listen at one place. */
    void checkConflicts() throws ConfigException {
        Map<String, String> users = new HashMap<>();
        AddressConfig addresses = config.addresses();
        for (Endpoint dns : addresses.dns()) {
            claim(users, "DNS", dns, AddressKeys.PORTS_DNS);
        }
        for (Endpoint http : addresses.http()) {
            claim(users, "HTTP", http, AddressKeys.PORTS_HTTP);
        }
        for (Endpoint https : addresses.https()) {
            claim(users, "HTTPS", https, AddressKeys.PORTS_HTTPS);
        }
        claim(users, "RPC Advertise", addresses.rpcAdvertise(), AddressKeys.PORTS_SERVER);
        claim(
                users,
                "Serf Advertise LAN",
                addresses.serfAdvertiseLan(),
                AddressKeys.PORTS_SERF_LAN);
        Tcp wan = addresses.serfAdvertiseWan();
        if (wan != null) {
            claim(users, "Serf Advertise WAN", wan, AddressKeys.PORTS_SERF_WAN);
        }
    }

    /** UDP and TCP do not disturb each other. */
    private void claim(Map<String, String> users, String user, Endpoint endpoint, Key<?> key)
            throws ConfigException {
        String place = endpoint.toString();
        String before = users.put(place, user);
        settings.refuseIf(
                before != null,
                key,
                user
                        + " address "
                        + place.substring(place.indexOf("://") + 3)
                        + " already configured for "
                        + before);
    }
}
