package io.proconsul.server.cluster;

import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.random.Chance;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which servers are left alone for a while because what was tried with them failed; each failure
 * doubles the while. One thread at a time. Bounded by the servers there are.
 */
final class Patience {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Clock clock;
    private final Chance chance;
    private final Map<String, Pause> pauses = new HashMap<>();

    private record Pause(Duration length, long end) {}

    Patience(Clock clock, Chance chance) {
        this.clock = clock;
        this.chance = chance;
    }

    void failed(String id) {
        Pause before = pauses.get(id);
        Duration twice = before == null ? SHORTEST : before.length().multipliedBy(2);
        Duration length = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
        Duration jittered = length.plus(chance.upTo(length.dividedBy(4)));
        pauses.put(id, new Pause(length, clock.nanos() + jittered.toNanos()));
    }

    void forget(String id) {
        pauses.remove(id);
    }

    void forgetAll() {
        pauses.clear();
    }

    Set<String> waiting() {
        long now = clock.nanos();
        return pauses.entrySet().stream()
                .filter(each -> each.getValue().end() - now > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
