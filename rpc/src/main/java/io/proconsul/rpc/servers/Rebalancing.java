package io.proconsul.rpc.servers;

import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.random.Chance;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * Prefers another server from time to time, so that the agents of a cluster spread over servers
 * that came later; never one that does not answer. Each agent does so every two to three minutes,
 * or less often in clusters so large that servers would see too many new connections at once (wire
 * reference, section 8.7).
 */
public final class Rebalancing implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMinutes(2);
    private static final Duration JITTER = Duration.ofMinutes(1);

    /** No server shall see more agents than that come over to it in a second. */
    private static final int AGENTS_EACH_SECOND = 64;

    private final ServerBook book;
    private final String datacenter;
    private final Function<KnownServer, CompletableFuture<?>> ping;
    private final IntSupplier agents;
    private final Timers timers;
    private final Chance chance;

    private Timers.@Nullable Timer next; // under this object's lock
    private boolean closed;

    /**
     * @param ping whether a server answers
     * @param agents how many agents the cluster has
     */
    public Rebalancing(
            ServerBook book,
            String datacenter,
            Function<KnownServer, CompletableFuture<?>> ping,
            IntSupplier agents,
            Timers timers,
            Chance chance) {
        this.book = book;
        this.datacenter = datacenter;
        this.ping = ping;
        this.agents = agents;
        this.timers = timers;
        this.chance = chance;
    }

    /** Begins; the first time comes after the pause. */
    public synchronized void start() {
        if (!closed) {
            next = timers.after(pause(), this::rebalance);
        }
    }

    private Duration pause() {
        int servers = Math.max(1, book.in(datacenter).size());
        Duration slowest = Duration.ofSeconds(agents.getAsInt() / (servers * AGENTS_EACH_SECOND));
        Duration usual = EVERY.plus(chance.upTo(JITTER));
        return usual.compareTo(slowest) >= 0 ? usual : slowest;
    }

    private void rebalance() {
        List<KnownServer> order = book.shuffled(datacenter);
        if (order.size() > 1) {
            tryFrom(order, 0);
        }
        start();
    }

    private void tryFrom(List<KnownServer> order, int index) {
        if (index == order.size()) {
            return; // none answers: the order stays
        }
        KnownServer candidate = order.get(index);
        var _ =
                ping.apply(candidate)
                        .whenComplete((answer, failure) -> {
                            if (failure == null) {
                                book.prefer(candidate);
                            } else {
                                tryFrom(order, index + 1);
                            }
                        });
    }

    @Override
    public synchronized void close() {
        closed = true;
        Timers.Timer timer = next;
        if (timer != null) {
            timer.cancel();
        }
    }
}
