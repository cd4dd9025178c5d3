package io.proconsul.config;

import java.time.Duration;
import java.util.List;

/** Keys about addresses, ports, gossip and the transport between agents. */
final class AddressKeys {
    static final Schema TABLE = new Schema();

    static final Key<String> BIND_ADDR = TABLE.text("bind_addr", "0.0.0.0").dev("127.0.0.1");
    static final Key<String> CLIENT_ADDR = TABLE.text("client_addr", "127.0.0.1");
    static final Key<String> ADVERTISE_ADDR = TABLE.text("advertise_addr");
    static final Key<String> ADVERTISE_ADDR_IPV4 = TABLE.text("advertise_addr_ipv4");
    static final Key<String> ADVERTISE_ADDR_IPV6 = TABLE.text("advertise_addr_ipv6");
    static final Key<String> ADVERTISE_ADDR_WAN = TABLE.text("advertise_addr_wan");
    static final Key<String> ADVERTISE_ADDR_WAN_IPV4 = TABLE.text("advertise_addr_wan_ipv4");
    static final Key<String> ADVERTISE_ADDR_WAN_IPV6 = TABLE.text("advertise_addr_wan_ipv6");
    static final Key<String> SERF_LAN = TABLE.text("serf_lan");
    static final Key<String> SERF_WAN = TABLE.text("serf_wan");
    static final Key<List<String>> SERF_LAN_ALLOWED_CIDRS = TABLE.texts("serf_lan_allowed_cidrs");
    static final Key<List<String>> SERF_WAN_ALLOWED_CIDRS = TABLE.texts("serf_wan_allowed_cidrs");
    static final Key<String> ADDRESSES_DNS = TABLE.text("addresses.dns");
    static final Key<String> ADDRESSES_HTTP = TABLE.text("addresses.http");
    static final Key<String> ADDRESSES_HTTPS = TABLE.text("addresses.https");
    static final Key<String> ADDRESSES_GRPC = TABLE.text("addresses.grpc");
    static final Key<Integer> PORTS_DNS = TABLE.port("ports.dns", 8600);
    static final Key<Integer> PORTS_HTTP = TABLE.port("ports.http", 8500);
    static final Key<Integer> PORTS_HTTPS = TABLE.port("ports.https", -1);
    static final Key<Integer> PORTS_GRPC = TABLE.port("ports.grpc", -1).dev(8502);
    static final Key<Integer> PORTS_SERF_LAN = TABLE.port("ports.serf_lan", 8301);
    static final Key<Integer> PORTS_SERF_WAN = TABLE.port("ports.serf_wan", 8302);
    static final Key<Integer> PORTS_SERVER = TABLE.port("ports.server", 8300);
    static final Key<Integer> PORTS_PROXY_MIN = TABLE.port("ports.proxy_min_port", 20000);
    static final Key<Integer> PORTS_PROXY_MAX = TABLE.port("ports.proxy_max_port", 20255);
    static final Key<Integer> PORTS_SIDECAR_MIN = TABLE.port("ports.sidecar_min_port", 21000);
    static final Key<Integer> PORTS_SIDECAR_MAX = TABLE.port("ports.sidecar_max_port", 21255);
    static final Key<Integer> PORTS_EXPOSE_MIN = TABLE.port("ports.expose_min_port", 21500);
    static final Key<Integer> PORTS_EXPOSE_MAX = TABLE.port("ports.expose_max_port", 21755);
    static final Key<String> UNIX_SOCKETS_USER = TABLE.text("unix_sockets.user");
    static final Key<String> UNIX_SOCKETS_GROUP = TABLE.text("unix_sockets.group");
    static final Key<String> UNIX_SOCKETS_MODE = TABLE.text("unix_sockets.mode");
    static final Key<List<String>> RECURSORS = TABLE.texts("recursors");

    static final Key<String> ENCRYPT = TABLE.text("encrypt");
    static final Key<Boolean> ENCRYPT_VERIFY_INCOMING =
            TABLE.truth("encrypt_verify_incoming", true);
    static final Key<Boolean> ENCRYPT_VERIFY_OUTGOING =
            TABLE.truth("encrypt_verify_outgoing", true);
    static final Key<Boolean> DISABLE_KEYRING_FILE = TABLE.truth("disable_keyring_file").dev(true);
    static final Key<Duration> RECONNECT_TIMEOUT = TABLE.duration("reconnect_timeout", "0s");
    static final Key<Duration> RECONNECT_TIMEOUT_WAN =
            TABLE.duration("reconnect_timeout_wan", "0s");

    /** Gossip inside the datacenter. */
    static final PoolKeys GOSSIP_LAN = new PoolKeys("gossip_lan", "200ms", "1s", "500ms", 4);

    /** Gossip between datacenters. */
    static final PoolKeys GOSSIP_WAN = new PoolKeys("gossip_wan", "500ms", "5s", "3s", 6);

    /** The tuning of one gossip pool. */
    static final class PoolKeys {
        final Key<Duration> gossipInterval;
        final Key<Integer> gossipNodes;
        final Key<Duration> probeInterval;
        final Key<Duration> probeTimeout;
        final Key<Integer> suspicionMult;
        final Key<Integer> retransmitMult;

        private PoolKeys(
                String pool, String gossip, String probe, String timeout, int suspicionMult) {
            gossipInterval = interval(pool, "gossip_interval", gossip);
            gossipNodes = TABLE.whole(pool + ".gossip_nodes", 3);
            probeInterval = interval(pool, "probe_interval", probe);
            probeTimeout = interval(pool, "probe_timeout", timeout);
            this.suspicionMult = TABLE.whole(pool + ".suspicion_mult", suspicionMult).dev(3);
            retransmitMult = TABLE.whole(pool + ".retransmit_mult", 4);
        }

        /** Errors about these have two dots (observed on 1.8.7). */
        private static Key<Duration> interval(String pool, String name, String standard) {
            return TABLE.duration(pool + "." + name, standard)
                    .labelled(pool + ".." + name)
                    .dev(Duration.ofMillis(100));
        }
    }

    /** Enterprise: accepted with a warning, refused when not empty; so are {@code segments}. */
    static final Key<String> SEGMENT = TABLE.text("segment");

    static final Key<List<Settings>> SEGMENTS = TABLE.structs("segments", SegmentKeys.TABLE);

    /** A part of the gossip pool. */
    static final class SegmentKeys {
        static final Schema TABLE = new Schema();

        static final Key<String> NAME = TABLE.text("name");
        static final Key<Integer> PORT = TABLE.whole("port", 0);

        static {
            TABLE.text("bind");
            TABLE.text("advertise");
            TABLE.truth("rpc_listener");
        }

        private SegmentKeys() {}
    }

    static {
        TABLE.whole("segment_limit", 64);
        TABLE.whole("segment_name_limit", 64);
    }

    private AddressKeys() {}
}
