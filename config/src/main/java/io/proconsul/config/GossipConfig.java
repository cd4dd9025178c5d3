package io.proconsul.config;

import io.proconsul.config.AddressKeys.PoolKeys;
import io.proconsul.config.address.IpNetwork;

import java.time.Duration;
import java.util.List;

/**
 * Gossip.
 *
 * @param encryptKey base64 of 16, 24 or 32 bytes (the length is not checked here); empty for none
 * @param disableKeyringFile keep the keys in memory only
 * @param allowedLan networks whose members may join; empty allows all
 * @param reconnectTimeoutLan how long failed members are tried; zero leaves it to the pool
 */
public record GossipConfig(
        Tuning lan,
        Tuning wan,
        String encryptKey,
        boolean encryptVerifyIncoming,
        boolean encryptVerifyOutgoing,
        boolean disableKeyringFile,
        List<IpNetwork> allowedLan,
        List<IpNetwork> allowedWan,
        Duration reconnectTimeoutLan,
        Duration reconnectTimeoutWan) {
    /** The tuning of one pool. */
    public record Tuning(
            Duration gossipInterval,
            int gossipNodes,
            Duration probeInterval,
            Duration probeTimeout,
            int suspicionMult,
            int retransmitMult) {
        private static Tuning of(Settings settings, PoolKeys keys) {
            return new Tuning(
                    settings.get(keys.gossipInterval),
                    settings.get(keys.gossipNodes),
                    settings.get(keys.probeInterval),
                    settings.get(keys.probeTimeout),
                    settings.get(keys.suspicionMult),
                    settings.get(keys.retransmitMult));
        }
    }

    static GossipConfig of(Settings settings) throws ConfigException {
        return new GossipConfig(
                Tuning.of(settings, AddressKeys.GOSSIP_LAN),
                Tuning.of(settings, AddressKeys.GOSSIP_WAN),
                settings.get(AddressKeys.ENCRYPT),
                settings.get(AddressKeys.ENCRYPT_VERIFY_INCOMING),
                settings.get(AddressKeys.ENCRYPT_VERIFY_OUTGOING),
                settings.get(AddressKeys.DISABLE_KEYRING_FILE),
                Cidrs.allowed(settings, AddressKeys.SERF_LAN_ALLOWED_CIDRS),
                Cidrs.allowed(settings, AddressKeys.SERF_WAN_ALLOWED_CIDRS),
                settings.get(AddressKeys.RECONNECT_TIMEOUT),
                settings.get(AddressKeys.RECONNECT_TIMEOUT_WAN));
    }
}
