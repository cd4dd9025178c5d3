package io.proconsul.http.handler;

import io.proconsul.model.coordinate.Vivaldi;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What only the whole process knows about itself, and what operators may do to it. Any thread; may
 * block.
 */
public interface Operations {
    /** The version that programs compare, such as {@code 1.8.7}. */
    String compatibilityVersion();

    /**
     * The configuration in effect, secrets hidden: texts, numbers, booleans, lists, maps and nulls.
     */
    Map<String, ?> debugConfig();

    /** Whether a port for Envoy is configured; only then the agent names the proxies it suits. */
    boolean hasProxyPort();

    /** Numbers and states by part, as texts. */
    Map<String, ? extends Map<String, String>> stats();

    /** Where this agent stands in the LAN; null while coordinates are off. */
    @Nullable Vivaldi coordinate();

    /** Reads the configuration again; fails with a text for the operator. */
    CompletableFuture<Void> reload();

    /** Leaves the cluster; the process ends soon after the future completes. */
    CompletableFuture<Void> leave();
}
