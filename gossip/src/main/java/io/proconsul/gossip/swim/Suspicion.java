package io.proconsul.gossip.swim;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * One running accusation (Lifeguard's dynamic suspicion timeout): it starts with a long time to
 * object, and each independent accuser shortens it, down to a minimum after {@code needed} of them
 * (wire reference, section 5.1).
 */
final class Suspicion {
    private final Duration least;
    private final Duration most;

    /** How many further accusers bring the time down to {@code least}; 0 starts there. */
    private final int needed;

    private final Set<String> accusers = new HashSet<>();

    private Suspicion(String firstAccuser, Duration least, Duration most, int needed) {
        accusers.add(firstAccuser);
        this.least = least;
        this.most = most;
        this.needed = needed;
    }

    /**
     * @param members how many are known, dead ones included
     */
    static Suspicion of(String firstAccuser, SwimSettings settings, int members) {
        int wanted = settings.suspicionMultiplier() - 2;
        int needed = members - 2 < wanted ? 0 : wanted;
        Duration least =
                leastTime(settings.suspicionMultiplier(), members, settings.probeInterval());
        Duration most = least.multipliedBy(settings.suspicionMaxMultiplier());
        return new Suspicion(firstAccuser, least, most, needed);
    }

    /** The logarithm of the pool's size, cut to three decimals, times multiplier and interval. */
    static Duration leastTime(int multiplier, int members, Duration interval) {
        double scale = Math.max(1.0, Math.log10(Math.max(1.0, members)));
        return interval.multipliedBy(multiplier)
                .multipliedBy((long) (scale * 1000))
                .dividedBy(1000);
    }

    /** Counts an accuser; false when it told us before or enough have. */
    boolean confirm(String accuser) {
        return confirmations() < needed && accusers.add(accuser);
    }

    int confirmations() {
        return accusers.size() - 1;
    }

    /** The time to object, counted from the first accusation. */
    Duration timeout() {
        if (needed == 0) {
            return least;
        }
        double share = Math.log(confirmations() + 1.0) / Math.log(needed + 1.0);
        double seconds = seconds(most) - share * (seconds(most) - seconds(least));
        Duration cut = Duration.ofMillis((long) Math.floor(1000 * seconds));
        return cut.compareTo(least) < 0 ? least : cut;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
