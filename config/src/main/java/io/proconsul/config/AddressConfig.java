package io.proconsul.config;

import io.proconsul.config.AddressExpansion.Address;
import io.proconsul.config.Endpoint.Tcp;
import io.proconsul.config.address.Interfaces;
import io.proconsul.config.address.Ip;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the agent listens and under which addresses others reach it. Something whose port is
 * switched off has no endpoint.
 *
 * @param bind the address for traffic between agents
 * @param advertiseLan what the agent tells the members of its datacenter, as {@code advertiseWan}
 *     others
 * @param clients addresses for clients unless an interface has its own
 * @param dns UDP and TCP
 * @param tagged all own addresses by their tags, {@code lan} and {@code wan} among them
 */
public record AddressConfig(
        InetAddress bind,
        InetAddress advertiseLan,
        InetAddress advertiseWan,
        List<InetAddress> clients,
        List<Endpoint> dns,
        List<Endpoint> http,
        List<Endpoint> https,
        List<Endpoint> grpc,
        @Nullable Tcp rpcBind,
        Tcp rpcAdvertise,
        @Nullable Tcp serfBindLan,
        @Nullable Tcp serfBindWan,
        Tcp serfAdvertiseLan,
        @Nullable Tcp serfAdvertiseWan,
        Map<String, String> tagged,
        UnixSockets unixSockets) {
    private static final String NOT_ANY = " cannot be 0.0.0.0, :: or [::]";

    /** Owner and mode of Unix sockets; empty to leave them alone. */
    public record UnixSockets(String user, String group, String mode) {}

    static AddressConfig of(
            Settings settings, PortConfig ports, AddressExpansion expansion, Interfaces interfaces)
            throws ConfigException {
        InetAddress bind = bind(settings, expansion);
        Advertised advertised = Advertised.of(settings, expansion, interfaces, bind);
        InetAddress lan = advertised.lan;
        InetAddress wan = advertised.wan;
        InetAddress serfLan = or(advertised.serfLan, bind);
        InetAddress serfWan = or(advertised.serfWan, bind);
        List<InetAddress> clients = expansion.ips(settings, AddressKeys.CLIENT_ADDR);
        boolean wanPool = ports.serfWan() > 0;
        return new AddressConfig(
                bind,
                lan,
                wan,
                clients,
                withUdp(
                        expansion.endpoints(
                                settings, AddressKeys.ADDRESSES_DNS, clients, ports.dns())),
                expansion.endpoints(settings, AddressKeys.ADDRESSES_HTTP, clients, ports.http()),
                expansion.endpoints(settings, AddressKeys.ADDRESSES_HTTPS, clients, ports.https()),
                expansion.endpoints(settings, AddressKeys.ADDRESSES_GRPC, clients, ports.grpc()),
                ports.server() > 0 ? new Tcp(bind, ports.server()) : null,
                new Tcp(lan, ports.server()),
                ports.serfLan() > 0 ? new Tcp(serfLan, ports.serfLan()) : null,
                wanPool ? new Tcp(serfWan, ports.serfWan()) : null,
                new Tcp(lan, ports.serfLan()),
                wanPool ? new Tcp(wan, ports.serfWan()) : null,
                advertised.tags(settings.get(NodeKeys.TAGGED_ADDRESSES)),
                new UnixSockets(
                        settings.get(AddressKeys.UNIX_SOCKETS_USER),
                        settings.get(AddressKeys.UNIX_SOCKETS_GROUP),
                        settings.get(AddressKeys.UNIX_SOCKETS_MODE)));
    }

    private static InetAddress bind(Settings settings, AddressExpansion expansion)
            throws ConfigException {
        List<Address> addresses = expansion.all(settings, AddressKeys.BIND_ADDR);
        if (addresses.isEmpty()) {
            throw settings.wrong(AddressKeys.BIND_ADDR, "bind_addr cannot be empty");
        }
        if (addresses.size() > 1) {
            throw settings.wrong(
                    AddressKeys.BIND_ADDR,
                    "bind_addr cannot contain multiple addresses. Use 'addresses.{dns,http,https}'"
                            + " instead.");
        }
        return switch (addresses.getFirst()) {
            case Address.OfIp(InetAddress ip) -> ip;
            case Address.OfSocket _ ->
                    throw settings.wrong(
                            AddressKeys.BIND_ADDR, "bind_addr cannot be a unix socket");
        };
    }

    private static InetAddress or(@Nullable InetAddress own, InetAddress otherwise) {
        return own == null ? otherwise : own;
    }

    private static List<Endpoint> withUdp(List<Endpoint> endpoints) {
        var all = new ArrayList<>(endpoints);
        for (Endpoint endpoint : endpoints) {
            if (endpoint instanceof Tcp(InetAddress ip, int port)) {
                all.add(new Endpoint.Udp(ip, port));
            }
        }
        return all;
    }

    /** The addresses that others are told. */
    private record Advertised(
            InetAddress lan,
            @Nullable InetAddress lanFour,
            @Nullable InetAddress lanSix,
            InetAddress wan,
            @Nullable InetAddress wanFour,
            @Nullable InetAddress wanSix,
            @Nullable InetAddress serfLan,
            @Nullable InetAddress serfWan) {
        /** Reads the keys in the order in which the reference reports what is wrong with them. */
        static Advertised of(
                Settings settings,
                AddressExpansion expansion,
                Interfaces interfaces,
                InetAddress bind)
                throws ConfigException {
            checkNotAny(settings, AddressKeys.ADVERTISE_ADDR, "Advertise address");
            checkNotAny(settings, AddressKeys.ADVERTISE_ADDR_WAN, "Advertise WAN address");
            InetAddress first = or(expansion.one(settings, AddressKeys.ADVERTISE_ADDR), bind);
            InetAddress own = Endpoint.isAny(first) ? OwnAddress.detect(interfaces, first) : first;
            InetAddress serfLan = expansion.one(settings, AddressKeys.SERF_LAN);
            InetAddress serfWan =
                    settings.get(AddressKeys.PORTS_SERF_WAN) > 0
                            ? expansion.one(settings, AddressKeys.SERF_WAN)
                            : null;
            InetAddress lan = or(expansion.one(settings, AddressKeys.ADVERTISE_ADDR), own);
            boolean six = Endpoint.isSix(own);
            InetAddress four = six ? null : own;
            InetAddress lanFour =
                    ofVersion(settings, expansion, AddressKeys.ADVERTISE_ADDR_IPV4, "", four);
            InetAddress lanSix =
                    ofVersion(
                            settings,
                            expansion,
                            AddressKeys.ADVERTISE_ADDR_IPV6,
                            "",
                            six ? own : null);
            InetAddress wan = or(expansion.one(settings, AddressKeys.ADVERTISE_ADDR_WAN), lan);
            InetAddress wanFour =
                    ofVersion(settings, expansion, AddressKeys.ADVERTISE_ADDR_WAN_IPV4, "", four);
            // Release 1.8.7 takes this one from the LAN key as well, and reports it twice.
            Key<String> wanSixKey = AddressKeys.ADVERTISE_ADDR_WAN_IPV6;
            InetAddress wanSix =
                    ofVersion(
                            settings,
                            expansion,
                            settings.has(wanSixKey) ? wanSixKey : AddressKeys.ADVERTISE_ADDR_IPV6,
                            wanSixKey.path(),
                            six ? own : null);
            return new Advertised(lan, lanFour, lanSix, wan, wanFour, wanSix, serfLan, serfWan);
        }

        private static void checkNotAny(Settings settings, Key<String> key, String what)
                throws ConfigException {
            switch (settings.get(key)) {
                case "0.0.0.0", "::", "[::]" -> throw settings.wrong(key, what + NOT_ANY);
                default -> {}
            }
        }

        /**
         * @param label what errors call the key; empty for its path, whose end says the version
         */
        private static @Nullable InetAddress ofVersion(
                Settings settings,
                AddressExpansion expansion,
                Key<String> key,
                String label,
                @Nullable InetAddress otherwise)
                throws ConfigException {
            String name = label.isEmpty() ? key.path() : label;
            InetAddress own = expansion.one(settings, key, name);
            boolean six = name.endsWith("6");
            if (own != null && Endpoint.isSix(own) != six) {
                throw settings.wrong(key, name + " must be an ipv" + (six ? 6 : 4) + " address");
            }
            return own == null ? otherwise : own;
        }

        Map<String, String> tags(Map<String, String> configured) {
            var tags = new LinkedHashMap<>(configured);
            put(tags, "lan", lan);
            put(tags, "lan_ipv4", lanFour);
            put(tags, "lan_ipv6", lanSix);
            put(tags, "wan", wan);
            put(tags, "wan_ipv4", wanFour);
            put(tags, "wan_ipv6", wanSix);
            return tags;
        }

        private static void put(Map<String, String> tags, String tag, @Nullable InetAddress ip) {
            if (ip != null) {
                tags.put(tag, Ip.text(ip));
            }
        }
    }
}
