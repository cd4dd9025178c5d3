package io.proconsul.app;

import io.proconsul.agent.join.JoinPlan;
import io.proconsul.agent.member.AgentTags;
import io.proconsul.agent.member.AllowedNetworks;
import io.proconsul.agent.member.LanCheck;
import io.proconsul.agent.member.PoolKeys;
import io.proconsul.agent.member.PoolsSettings;
import io.proconsul.agent.member.WanCheck;
import io.proconsul.agent.node.NodeIdentity;
import io.proconsul.config.AgentConfig;
import io.proconsul.config.Endpoint;
import io.proconsul.config.GossipConfig;
import io.proconsul.config.JoinConfig;
import io.proconsul.config.address.IpNetwork;
import io.proconsul.gossip.PoolSettings;
import io.proconsul.gossip.serf.MergeCheck;
import io.proconsul.gossip.serf.SerfSettings;
import io.proconsul.gossip.swim.SwimSettings;
import io.proconsul.gossip.wire.Address;
import io.proconsul.model.product.ProductVersion;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The part of {@link Planning} that is about gossip. */
final class PoolPlanning {
    private final AgentConfig config;
    private final NodeIdentity node;

    PoolPlanning(AgentConfig config, NodeIdentity node) {
        this.config = config;
        this.node = node;
    }

    PoolPlan plan() {
        JoinConfig joins = config.join();
        return new PoolPlan(
                new PoolsSettings(node, lan(), wan(), keys()),
                joinPlan("LAN", joins.startLan(), joins.lan()),
                joinPlan("WAN", joins.startWan(), joins.wan()));
    }

    private static JoinPlan joinPlan(String pool, List<String> start, JoinConfig.Retry retry) {
        return new JoinPlan(pool, start, retry.addresses(), retry.interval(), retry.maxAttempts());
    }

    private AgentTags tags() {
        return new AgentTags(
                ProductVersion.COMPATIBLE + ":",
                config.ports().serfWan(),
                config.ports().server(),
                config.raft().bootstrap(),
                config.raft().bootstrapExpect(),
                config.acl().enabled() ? "1" : "0",
                false);
    }

    private PoolSettings lan() {
        Endpoint.Tcp bind = config.addresses().serfBindLan();
        InetSocketAddress address =
                bind == null
                        ? new InetSocketAddress(config.addresses().bind(), 0)
                        : bind.socketAddress();
        SerfSettings serf =
                serf(
                                SwimSettings.lan(),
                                config.gossip().lan(),
                                config.gossip().reconnectTimeoutLan())
                        .withResolveConflicts(!node.server());
        PoolSettings settings =
                PoolSettings.lan(node.name(), address)
                        .withSerf(serf)
                        .withTags(tags().lan(node))
                        .withAdvertise(told(config.addresses().serfAdvertiseLan()))
                        .withCheck(check(config.gossip().allowedLan(), new LanCheck(node)));
        return remembered(settings, "local.snapshot");
    }

    private @Nullable PoolSettings wan() {
        Endpoint.Tcp bind = config.addresses().serfBindWan();
        Endpoint.Tcp advertised = config.addresses().serfAdvertiseWan();
        if (!node.server() || bind == null || advertised == null) {
            return null;
        }
        String name = node.name() + "." + node.datacenter();
        SerfSettings serf =
                serf(
                                SwimSettings.wan(),
                                config.gossip().wan(),
                                config.gossip().reconnectTimeoutWan())
                        .withResolveConflicts(false);
        PoolSettings settings =
                PoolSettings.wan(name, bind.socketAddress())
                        .withSerf(serf)
                        .withTags(tags().wan(node))
                        .withAdvertise(told(advertised))
                        .withCheck(check(config.gossip().allowedWan(), new WanCheck(name)));
        return remembered(settings, "remote.snapshot");
    }

    private static Address told(Endpoint.Tcp advertised) {
        return Address.of(advertised.ip(), advertised.port());
    }

    private static MergeCheck check(List<IpNetwork> allowed, MergeCheck otherwise) {
        return allowed.isEmpty()
                ? otherwise
                : new AllowedNetworks(
                        ip -> allowed.stream().anyMatch(network -> network.contains(ip)),
                        otherwise);
    }

    private SerfSettings serf(
            SwimSettings standard, GossipConfig.Tuning tuning, Duration reconnectTimeout) {
        SwimSettings swim =
                standard.withProbing(
                                tuning.probeInterval(),
                                tuning.probeTimeout(),
                                tuning.suspicionMult())
                        .withGossip(
                                tuning.gossipInterval(),
                                tuning.gossipNodes(),
                                tuning.retransmitMult());
        SerfSettings serf =
                SerfSettings.consul(swim)
                        .withRejoinAfterLeave(config.node().rejoinAfterLeave())
                        .withCoordinates(!config.node().disableCoordinates());
        return reconnectTimeout.isZero() ? serf : serf.withReconnectTimeout(reconnectTimeout);
    }

    private PoolSettings remembered(PoolSettings settings, String file) {
        Path folder = folder();
        return folder == null ? settings : settings.withSnapshot(folder.resolve(file));
    }

    /** Where gossip keeps what outlives the process; null for an agent without a data folder. */
    private @Nullable Path folder() {
        String data = config.node().dataDir();
        return data.isEmpty() ? null : Path.of(data).resolve("serf");
    }

    private PoolKeys keys() {
        GossipConfig gossip = config.gossip();
        return new PoolKeys(
                gossip.encryptKey(),
                gossip.disableKeyringFile() ? null : folder(),
                gossip.encryptVerifyIncoming(),
                gossip.encryptVerifyOutgoing());
    }
}
