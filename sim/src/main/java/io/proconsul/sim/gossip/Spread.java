package io.proconsul.sim.gossip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How one piece of news reached the members: when each of them heard it. */
final class Spread {
    private final Duration start;
    private final List<Duration> heard = new ArrayList<>();

    Spread(Duration start) {
        this.start = start;
    }

    void heard(Duration at) {
        heard.add(at.minus(start));
    }

    int count() {
        return heard.size();
    }

    /** Times are told in the order they happen, so the list is sorted. */
    private String when(double share) {
        int index = (int) Math.ceil(share * heard.size()) - 1;
        return heard.isEmpty()
                ? "never"
                : String.format(
                        Locale.ROOT, "%.2f s", heard.get(Math.max(index, 0)).toMillis() / 1000.0);
    }

    @Override
    public String toString() {
        return String.format(
                "%d members: first %s, half %s, 99 %% %s, all %s",
                count(), when(0), when(0.5), when(0.99), when(1));
    }
}
