package io.proconsul.app;

import io.proconsul.agent.check.http.HttpFetch;
import io.proconsul.agent.check.http.Tls;
import io.proconsul.agent.service.AgentRefusal;
import io.proconsul.agent.watch.LoopbackSource;
import io.proconsul.agent.watch.WatchDefinition;
import io.proconsul.agent.watch.WatchReader;
import io.proconsul.agent.watch.Watches;
import io.proconsul.runtime.net.Dialer;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** The watches of the configuration, which ask the agent's own API where it listens. */
final class WatchAssembly implements AutoCloseable {
    private final @Nullable Watches watches;

    /**
     * @param addresses where the API listens
     * @param workers starts each task on a thread of its own
     */
    WatchAssembly(List<SocketAddress> addresses, Platform platform, Executor workers) {
        var fetch = new HttpFetch(Dialer.system(), Tls.system(), platform.clock(), Map.of());
        watches =
                addresses.stream()
                        .filter(InetSocketAddress.class::isInstance)
                        .map(InetSocketAddress.class::cast)
                        .findFirst()
                        .map(address ->
                                new Watches(
                                        new LoopbackSource(fetch, reachable(address)),
                                        fetch,
                                        platform.timers(),
                                        platform.chance(),
                                        workers))
                        .orElse(null);
    }

    /** An address that listens everywhere is asked at this machine's own. */
    private static String reachable(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        InetAddress asked = host.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : host;
        return Addresses.text(new InetSocketAddress(asked, address.getPort()));
    }

    /**
     * Understands watches without starting them.
     *
     * @throws AgentRefusal when one cannot be meant, or nobody would answer it
     */
    List<WatchDefinition> read(List<Map<String, Object>> written) {
        List<WatchDefinition> read =
                WatchReader.read(written, System.getenv().getOrDefault("SHELL", ""));
        if (!read.isEmpty() && watches == null) {
            throw AgentRefusal.failed("watch plans require an HTTP or HTTPS endpoint");
        }
        return read;
    }

    /** Stops the watches that run and starts these. */
    void run(List<WatchDefinition> definitions) {
        if (watches != null) {
            watches.replace(definitions);
        }
    }

    @Override
    public void close() {
        if (watches != null) {
            watches.close();
        }
    }
}
