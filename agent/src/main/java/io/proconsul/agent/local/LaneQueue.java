package io.proconsul.agent.local;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Lanes with something to tell the catalog, first come first served; each is there at most once, so
 * there are never more than services, checks and one. Not for several threads at once.
 */
final class LaneQueue {
    private final LinkedHashSet<Lane> waiting = new LinkedHashSet<>();
    private final Set<Lane> busy = new HashSet<>();

    void add(Lane lane) {
        waiting.add(lane);
    }

    /** The next lane with no request under way; it is busy until {@link #release}. */
    @Nullable Lane take() {
        for (Iterator<Lane> lanes = waiting.iterator(); lanes.hasNext(); ) {
            Lane lane = lanes.next();
            if (busy.add(lane)) {
                lanes.remove();
                return lane;
            }
        }
        return null;
    }

    void release(Lane lane) {
        busy.remove(lane);
    }

    boolean idle() {
        return waiting.isEmpty() && busy.isEmpty();
    }
}
