package io.proconsul.cli.lock;

import io.proconsul.cli.client.AgentClient;
import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.follow.BlockingQuery;
import io.proconsul.cli.lock.KeyStore.Listing;
import io.proconsul.cli.machine.Machine;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Watches keys for as long as they say that something is held. */
final class Vigil {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final BlockingQuery query;
    private final Machine machine;
    private final int retries;

    /**
     * @param retries how many failures in a row, a second apart, are ridden out
     */
    Vigil(AgentClient agent, Machine machine, int retries, Supplier<ApiRequest> question) {
        query = new BlockingQuery(agent, () -> question.get().with("consistent", ""));
        this.machine = machine;
        this.retries = retries;
    }

    /** Returns when it is no longer held, or when the agent has failed too often to tell. */
    void whileTrue(Predicate<Listing> held) throws InterruptedException {
        int failures = 0;
        while (true) {
            try {
                if (!held.test(KeyStore.listing(query.next()))) {
                    return;
                }
                failures = 0;
            } catch (ApiException failure) {
                LockPlan.throwIfInterrupted();
                if (++failures > retries) {
                    return;
                }
                query.forget();
                machine.pause(machine.jittered(RETRY));
            }
        }
    }
}
