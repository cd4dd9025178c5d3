package io.proconsul.agent.join;

import io.proconsul.agent.member.JoinFailures;
import io.proconsul.gossip.Joined;
import io.proconsul.model.wire.GoDuration;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.random.Chance;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * Contacts addresses until one of them takes us in, several at a time. Every address is tried at
 * least once; those that fail are tried again after the interval, until somebody was reached. Any
 * thread.
 */
public final class RetryJoin implements AutoCloseable {
    /** Addresses that are contacted at the same time; the others wait their turn. */
    static final int MAX_UNDER_WAY = 16;

    private static final Logger LOG = LoggerFactory.getLogger("agent");

    /** The largest random part added to an interval, as a part of it. */
    private static final int JITTER_FRACTION = 8;

    private final JoinPlan plan;
    private final Contact contact;
    private final Timers timers;
    private final Chance chance;
    private final Runnable roundOver;
    private final Consumer<String> exhausted;
    private final JoinAddresses addresses;

    /** Guards the fields below. */
    private final Object lock = new Object();

    private final Rounds rounds;
    private final Deque<String> waiting = new ArrayDeque<>();
    private int underWay;
    private boolean over;

    /**
     * @param roundOver runs when everybody was tried once more, whatever came of it
     * @param exhausted hears once that more rounds failed than are forgiven; the agent ends then
     */
    public RetryJoin(
            JoinPlan plan,
            Contact contact,
            Timers timers,
            Chance chance,
            Runnable roundOver,
            Consumer<String> exhausted) {
        this.plan = plan;
        this.contact = contact;
        this.timers = timers;
        this.chance = chance;
        this.roundOver = roundOver;
        this.exhausted = exhausted;
        addresses = JoinAddresses.of(plan.retry());
        rounds = new Rounds(addresses.contacts());
    }

    /** Begins, unless there is nobody to join. */
    public void start() {
        if (plan.retry().isEmpty()) {
            return;
        }
        LOG.atInfo().addKeyValue("cluster", plan.pool()).log("Joining cluster...");
        addresses.refused().forEach(this::refuse);
        if (rounds.addresses().isEmpty()) {
            LOG.atError().addKeyValue("cluster", plan.pool()).log("No servers to join");
            return;
        }
        LOG.atInfo()
                .addKeyValue(
                        plan.pool().equals("WAN") ? "wan_addresses" : "lan_addresses",
                        rounds.addresses())
                .log("({}) joining", plan.pool());
        rounds.addresses().forEach(this::enqueue);
    }

    private void refuse(String provider) {
        LOG.atError()
                .addKeyValue("address", "provider=" + provider)
                .addKeyValue(
                        "error",
                        "cloud auto-join is not built in; name the servers by address or DNS name"
                                + " in retry_join")
                .log("Cannot discover address");
    }

    private void enqueue(String address) {
        synchronized (lock) {
            if (over) {
                return;
            }
            waiting.add(address);
        }
        contactNext();
    }

    private void contactNext() {
        for (String next = take(); next != null; next = take()) {
            String address = next;
            var _ =
                    contact.join(address)
                            .whenComplete((joined, failure) -> ended(address, joined, failure));
        }
    }

    private @Nullable String take() {
        synchronized (lock) {
            if (over || underWay == MAX_UNDER_WAY || waiting.isEmpty()) {
                return null;
            }
            underWay++;
            return waiting.poll();
        }
    }

    private void ended(String address, @Nullable Joined joined, @Nullable Throwable failure) {
        int members = joined == null ? 0 : joined.reached();
        List<String> failures = joined == null ? List.of(text(failure)) : joined.failures();
        Rounds.Verdict verdict;
        boolean again;
        synchronized (lock) {
            underWay--;
            verdict = rounds.ended(address, members, failures);
            over |= isLast(verdict);
            again = !over && !rounds.joined();
        }
        report(verdict);
        if (!(verdict instanceof Rounds.Verdict.Open)) {
            roundOver.run();
        }
        if (again) {
            timers.after(pause(), () -> enqueue(address));
        }
        contactNext();
    }

    private static String text(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        return cause == null ? "no answer" : String.valueOf(cause.getMessage());
    }

    private boolean isLast(Rounds.Verdict verdict) {
        return switch (verdict) {
            case Rounds.Verdict.Open _ -> false;
            case Rounds.Verdict.Joined _ -> true;
            case Rounds.Verdict.Failed failed -> isTooMuch(failed);
        };
    }

    private boolean isTooMuch(Rounds.Verdict.Failed failed) {
        return plan.maxAttempts() > 0 && failed.rounds() > plan.maxAttempts();
    }

    private Duration pause() {
        return plan.interval().plus(chance.upTo(plan.interval().dividedBy(JITTER_FRACTION)));
    }

    private void report(Rounds.Verdict verdict) {
        switch (verdict) {
            case Rounds.Verdict.Open _ -> {}
            case Rounds.Verdict.Joined(int members) -> {
                LOG.atInfo()
                        .addKeyValue("number_of_nodes", members)
                        .log("({}) joined", plan.pool());
                LOG.atInfo()
                        .addKeyValue("cluster", plan.pool())
                        .addKeyValue("num_agents", members)
                        .log("Join cluster completed. Synced with initial agents");
            }
            case Rounds.Verdict.Failed failed -> reportFailure(failed);
        }
    }

    private void reportFailure(Rounds.Verdict.Failed failed) {
        LOG.atWarn()
                .addKeyValue("number_of_nodes", 0)
                .addKeyValue("error", JoinFailures.text(failed.failures()))
                .log("({}) couldn't join", plan.pool());
        if (isTooMuch(failed)) {
            String text = "agent: max join " + plan.pool() + " retry exhausted, exiting";
            LOG.atError().addKeyValue("error", text).log("Retry join failed");
            exhausted.accept(text);
        } else {
            LOG.atWarn()
                    .addKeyValue("cluster", plan.pool())
                    .addKeyValue("retry_interval", GoDuration.format(plan.interval()))
                    .addKeyValue("error", "<nil>")
                    .log("Join cluster failed, will retry");
        }
    }

    /** Stops trying. */
    @Override
    public void close() {
        synchronized (lock) {
            over = true;
            waiting.clear();
        }
    }
}
