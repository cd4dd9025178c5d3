package io.proconsul.http;

import io.proconsul.http.handler.Operations;
import io.proconsul.model.coordinate.Vivaldi;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A process that does nothing but count what it was told. */
final class FakeOperations implements Operations {
    int reloads;
    int leaves;
    boolean proxyPort = true;
    CompletableFuture<Void> reloading = CompletableFuture.completedFuture(null);

    @Override
    public String compatibilityVersion() {
        return "1.8.7";
    }

    @Override
    public Map<String, ?> debugConfig() {
        return Map.of("Zeta", Arrays.asList(1, 2.5, null), "Alpha", Map.of("b", true, "a", "x"));
    }

    @Override
    public boolean hasProxyPort() {
        return proxyPort;
    }

    @Override
    public Map<String, Map<String, String>> stats() {
        return Map.of("agent", Map.of("checks", "0"));
    }

    @Override
    public @Nullable Vivaldi coordinate() {
        return new Vivaldi(List.of(0.0, 0.5), 1.5, 0, 1e-5);
    }

    @Override
    public CompletableFuture<Void> reload() {
        reloads++;
        return reloading;
    }

    @Override
    public CompletableFuture<Void> leave() {
        leaves++;
        return CompletableFuture.completedFuture(null);
    }
}
