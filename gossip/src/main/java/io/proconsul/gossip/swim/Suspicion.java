package io.proconsul.gossip.swim;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * One running accusation (Lifeguard's dynamic suspicion timeout): it starts with a long time to
 * object, and each independent accuser shortens it, down to a minimum after {@code needed} of them
 * (wire reference, section 5.1).
 */
final class Suspicion {
    private final long start;
    private final Duration least;
    private final Duration most;

    /** How many further accusers bring the time down to {@code least}; 0 starts there. */
    private final int needed;

    /** Very few, and asked for each time the news comes round again: no set. */
    private final String[] accusers;

    private int confirmations;
    private Agenda.@Nullable Task end;

    private Suspicion(String firstAccuser, long start, Duration least, Duration most, int needed) {
        accusers = new String[needed + 1];
        accusers[0] = firstAccuser;
        this.start = start;
        this.least = least;
        this.most = most;
        this.needed = needed;
    }

    /**
     * @param start when the first accusation was heard, in the clock's nanoseconds
     * @param members how many are known, dead ones included
     */
    static Suspicion of(String firstAccuser, long start, SwimSettings settings, int members) {
        int wanted = Math.max(0, settings.suspicionMultiplier() - 2);
        int needed = members - 2 < wanted ? 0 : wanted;
        Duration least =
                leastTime(settings.suspicionMultiplier(), members, settings.probeInterval());
        Duration most = least.multipliedBy(settings.suspicionMaxMultiplier());
        return new Suspicion(firstAccuser, start, least, most, needed);
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
        if (confirmations == needed || isKnown(accuser)) {
            return false;
        }
        accusers[++confirmations] = accuser;
        return true;
    }

    private boolean isKnown(String accuser) {
        for (int i = 0; i <= confirmations; i++) {
            if (accusers[i].equals(accuser)) {
                return true;
            }
        }
        return false;
    }

    int confirmations() {
        return confirmations;
    }

    /** Whether as many accuse as it takes for the shortest time. */
    boolean isConfirmed() {
        return confirmations == needed;
    }

    /** The time to object, counted from the first accusation. */
    Duration timeout() {
        if (needed == 0) {
            return least;
        }
        double share = Math.log(confirmations + 1.0) / Math.log(needed + 1.0);
        double seconds = seconds(most) - share * (seconds(most) - seconds(least));
        Duration cut = Duration.ofMillis((long) Math.floor(1000 * seconds));
        return cut.compareTo(least) < 0 ? least : cut;
    }

    /** When the time to object is over, in the clock's nanoseconds. */
    long end() {
        return start + timeout().toNanos();
    }

    /** What happens at the {@link #end} from now on, in place of what was planned before. */
    void planEnd(Agenda.Task task) {
        drop();
        end = task;
    }

    /** The accused has objected or is dead: nothing happens at the end. */
    void drop() {
        if (end != null) {
            end.callOff();
        }
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
