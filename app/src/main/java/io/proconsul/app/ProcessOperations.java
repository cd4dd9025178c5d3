package io.proconsul.app;

import io.proconsul.agent.member.PoolMembers;
import io.proconsul.gossip.Pool;
import io.proconsul.http.handler.Operations;
import io.proconsul.model.coordinate.Vivaldi;
import io.proconsul.model.product.ProductVersion;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** What the HTTP API may ask of the process it runs in. */
final class ProcessOperations implements Operations {
    private final AgentProcess process;
    private final Assembly assembly;
    private final Configuration configuration;

    ProcessOperations(AgentProcess process, Assembly assembly, Configuration configuration) {
        this.process = process;
        this.assembly = assembly;
        this.configuration = configuration;
    }

    @Override
    public String compatibilityVersion() {
        return ProductVersion.COMPATIBLE;
    }

    @Override
    public Map<String, ?> debugConfig() {
        return configuration.plan().debugConfig();
    }

    @Override
    public boolean hasProxyPort() {
        return configuration.loaded().config().ports().grpc() > 0;
    }

    @Override
    public Map<String, ? extends Map<String, String>> stats() {
        Map<String, Map<String, String>> stats = new TreeMap<>(assembly.role().stats());
        PoolMembers members = assembly.gossip().members();
        stats.put("serf_lan", PoolFigures.of(members.lanPool()));
        Pool wan = members.wanPool();
        if (wan != null) {
            stats.put("serf_wan", PoolFigures.of(wan));
        }
        stats.put("agent", assembly.agent().stats());
        stats.put(
                "build",
                Map.of("prerelease", "", "revision", "", "version", ProductVersion.COMPATIBLE));
        stats.put("runtime", RuntimeFigures.now());
        return stats;
    }

    @Override
    public @Nullable Vivaldi coordinate() {
        return configuration.loaded().config().node().disableCoordinates()
                ? null
                : Coordinates.orNull(assembly.gossip().coordinate().join());
    }

    @Override
    public CompletableFuture<Void> reload() {
        return process.reloadSoon();
    }

    @Override
    public CompletableFuture<Void> leave() {
        return process.leave();
    }
}
