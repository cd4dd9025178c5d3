package io.proconsul.app;

import io.proconsul.http.handler.Operations;
import io.proconsul.model.coordinate.Vivaldi;
import io.proconsul.model.product.ProductVersion;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** What the HTTP API may ask of the process it runs in. */
final class ProcessOperations implements Operations {
    /** A lone agent is where it is. */
    private static final Vivaldi ORIGIN =
            new Vivaldi(List.of(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0), 1.5, 0, 1e-5);

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
    public Map<String, ? extends Map<String, String>> stats() {
        Map<String, Map<String, String>> stats = new TreeMap<>();
        assembly.server().ifPresent(server -> stats.putAll(server.stats()));
        stats.put("agent", agentStats());
        stats.put(
                "build",
                Map.of("prerelease", "", "revision", "", "version", ProductVersion.COMPATIBLE));
        stats.put("runtime", RuntimeFigures.now());
        return stats;
    }

    private Map<String, String> agentStats() {
        return Map.of(
                "check_monitors",
                "0",
                "check_ttls",
                "0",
                "checks",
                Integer.toString(assembly.agent().checks("").value().size()),
                "services",
                Integer.toString(assembly.agent().services("").value().size()));
    }

    @Override
    public @Nullable Vivaldi coordinate() {
        return configuration.loaded().config().node().disableCoordinates() ? null : ORIGIN;
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
