package io.proconsul.agent.join;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps count of the attempts at each address. A round is over when every address was tried once
 * more; quick ones may be ahead, so that silent addresses hold up nobody. Not thread-safe.
 */
final class Rounds {
    private final Map<String, Attempts> byAddress = new LinkedHashMap<>();
    private int finished;
    private int reached;

    private static final class Attempts {
        int count;
        List<String> failures = List.of();
    }

    /** What an attempt meant for all. */
    sealed interface Verdict {
        /** Others of this round are still under way. */
        record Open() implements Verdict {}

        /** Every address was tried, and somebody took us in. */
        record Joined(int members) implements Verdict {}

        /** Every address was tried in vain. */
        record Failed(int rounds, List<String> failures) implements Verdict {}
    }

    Rounds(List<String> addresses) {
        addresses.forEach(address -> byAddress.put(address, new Attempts()));
    }

    List<String> addresses() {
        return List.copyOf(byAddress.keySet());
    }

    /** Whether somebody took us in. */
    boolean joined() {
        return reached > 0;
    }

    /** An attempt at that address has ended; nobody was reached when there are none. */
    Verdict ended(String address, int members, List<String> failures) {
        @Nullable Attempts attempts = byAddress.get(address);
        if (attempts == null) {
            throw new IllegalArgumentException(address + " is not to be joined");
        }
        attempts.count++;
        attempts.failures = failures;
        reached += members;
        int least = byAddress.values().stream().mapToInt(one -> one.count).min().orElse(0);
        if (least == finished) {
            return new Verdict.Open();
        }
        finished = least;
        return joined()
                ? new Verdict.Joined(reached)
                : new Verdict.Failed(finished, lastFailures());
    }

    private List<String> lastFailures() {
        List<String> all = new ArrayList<>();
        byAddress.values().forEach(attempts -> all.addAll(attempts.failures));
        return all;
    }
}
