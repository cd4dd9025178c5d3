package io.proconsul.app.faults;

import io.proconsul.sim.history.Action;
import io.proconsul.sim.history.Action.Swap;
import io.proconsul.sim.history.Action.Write;
import io.proconsul.sim.history.Operation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Collects what all clients of a round did. Threads write to it as they like. */
final class Recorder {
    private final long begin = System.nanoTime();
    private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();

    /** Nanoseconds since the round began. */
    long now() {
        return System.nanoTime() - begin;
    }

    void add(int client, String key, long invoked, long returned, Action action) {
        operations.add(new Operation(client, key, invoked, returned, action));
    }

    /** An operation that ends now. */
    void done(int client, String key, long invoked, Action action) {
        add(client, key, invoked, now(), action);
    }

    /** An operation that may have happened, or may yet happen. */
    void unknown(int client, String key, long invoked, Action action) {
        add(client, key, invoked, Operation.NEVER, action);
    }

    List<Operation> history() {
        return new ArrayList<>(operations);
    }

    /** The longest time between two acknowledged writes. */
    Duration longestPause() {
        long last = 0;
        long longest = 0;
        List<Long> acknowledged =
                operations.stream()
                        .filter(Operation::isKnown)
                        .filter(Recorder::changesTheKey)
                        .map(Operation::returned)
                        .sorted()
                        .toList();
        for (long returned : acknowledged) {
            longest = Math.max(longest, returned - last);
            last = returned;
        }
        return Duration.ofNanos(longest);
    }

    private static boolean changesTheKey(Operation operation) {
        return operation.action() instanceof Write
                || (operation.action() instanceof Swap swap && swap.applied());
    }
}
