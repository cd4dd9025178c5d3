package io.proconsul.agent.join;

import io.proconsul.gossip.Joined;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.random.Chance;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks again soon, a few times, where a machine is up and nobody listens: when a cluster is
 * started, its agents are a second apart, and the retry interval is a long time to wait for that.
 * Each address gets this once; for those who count, it is one attempt. Any thread.
 */
public final class EagerContact implements Contact {
    /** The pause before the first repetition; each of the next is twice as long. */
    static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    static final int REPETITIONS = 3;

    /** The largest random part added to a pause, as a part of it. */
    private static final int JITTER_FRACTION = 4;

    private static final String NOBODY_LISTENS = "connection refused";

    private final Contact contact;
    private final Timers timers;
    private final Chance chance;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    public EagerContact(Contact contact, Timers timers, Chance chance) {
        this.contact = contact;
        this.timers = timers;
        this.chance = chance;
    }

    @Override
    public CompletableFuture<Joined> join(String address) {
        return known.add(address) ? join(address, REPETITIONS, FIRST_PAUSE) : contact.join(address);
    }

    private CompletableFuture<Joined> join(String address, int left, Duration pause) {
        return contact.join(address)
                .thenCompose(joined ->
                        left > 0 && nobodyListens(joined)
                                ? later(address, left - 1, pause)
                                : CompletableFuture.completedFuture(joined));
    }

    private static boolean nobodyListens(Joined joined) {
        return joined.reached() == 0
                && joined.failures().stream().anyMatch(text -> text.contains(NOBODY_LISTENS));
    }

    private CompletableFuture<Joined> later(String address, int left, Duration pause) {
        var outcome = new CompletableFuture<Joined>();
        Duration jitter = chance.upTo(pause.dividedBy(JITTER_FRACTION));
        timers.after(
                pause.plus(jitter),
                () -> {
                    var _ =
                            join(address, left, pause.multipliedBy(2))
                                    .whenComplete((joined, failure) -> {
                                        if (failure == null) {
                                            outcome.complete(joined);
                                        } else {
                                            outcome.completeExceptionally(failure);
                                        }
                                    });
                });
        return outcome;
    }
}
