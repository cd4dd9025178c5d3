package io.proconsul.app;

import io.proconsul.agent.AgentSettings;
import io.proconsul.agent.service.ConfiguredDefinitions;
import io.proconsul.dns.DnsSettings;
import io.proconsul.http.HttpSettings;
import io.proconsul.rpc.net.RpcLimits;
import io.proconsul.server.ServerSettings;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an agent is built from: each part's own settings, worked out from the configuration.
 *
 * @param dataFolder where things outlive the process; null keeps everything in memory
 * @param coordinates whether the catalog is told where this node stands
 * @param rpcHold how long calls to servers are repeated while nobody leads
 * @param rpcSource the address from which servers are called, for they count connections by it;
 *     empty leaves it to the system
 * @param server the server's settings; null for a client agent
 * @param dnsAddresses where DNS listens; empty for nowhere
 * @param watches as written, not yet understood
 * @param debugConfig the configuration in effect, as {@code agent/self} shows it
 */
record Plan(
        @Nullable Path dataFolder,
        AgentSettings agent,
        PoolPlan pools,
        boolean coordinates,
        Duration rpcHold,
        Optional<InetAddress> rpcSource,
        @Nullable ServerPlan server,
        HttpSettings http,
        DnsSettings dns,
        List<InetSocketAddress> dnsAddresses,
        ConfiguredDefinitions definitions,
        List<Map<String, Object>> watches,
        Tokens tokens,
        Map<String, Object> debugConfig) {

    /**
     * A server and its log.
     *
     * @param snapshotThreshold log entries between snapshots
     * @param rpcPort where agents and other servers call; null: nowhere
     */
    record ServerPlan(
            ServerSettings settings,
            long snapshotThreshold,
            @Nullable InetSocketAddress rpcPort,
            RpcLimits rpcLimits) {}

    /** The secrets the agent uses on its own account. */
    record Tokens(String user, String agent, String agentMaster, String replication) {
        static final Tokens NONE = new Tokens("", "", "", "");
    }
}
