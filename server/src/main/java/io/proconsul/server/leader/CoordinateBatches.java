package io.proconsul.server.leader;

import io.proconsul.model.command.Command;
import io.proconsul.model.command.CoordinateBatch;
import io.proconsul.model.coordinate.Coordinate;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.clock.Timers.Timer;
import io.proconsul.runtime.random.Chance;
import io.proconsul.server.fsm.CommandLog;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers what nodes tell of where they stand, so that thousands of nodes cost few log entries. The
 * newest word of a node counts. What is lost with a leader comes again by itself.
 *
 * <p>Any thread; the owner's lock guards what is gathered.
 */
public final class CoordinateBatches {
    /** How long updates are gathered (observed on 1.8.7: they show after up to 5 s). */
    static final Duration PERIOD = Duration.ofSeconds(5);

    /** The largest random part added to the period, as a part of it. */
    private static final int JITTER_FRACTION = 16;

    /** Updates in one command. */
    static final int BATCH = 128;

    /** Updates kept between two writes; further ones are dropped, as nodes tell again. */
    static final int MAX_GATHERED = 5 * BATCH;

    private static final Logger LOG = LoggerFactory.getLogger("agent.server.coordinate");

    private final CommandLog log;
    private final Timers timers;
    private final Chance chance;
    private final Map<Place, Coordinate> gathered = new LinkedHashMap<>();
    private @Nullable Timer next;
    private long dropped;

    public CoordinateBatches(CommandLog log, Timers timers, Chance chance) {
        this.log = log;
        this.timers = timers;
        this.chance = chance;
    }

    private record Place(String node, String segment) {}

    /** A node has told where it stands. */
    public synchronized void add(Coordinate update) {
        Place place = new Place(update.node(), update.segment());
        if (gathered.size() >= MAX_GATHERED && !gathered.containsKey(place)) {
            dropped++;
            return;
        }
        gathered.put(place, update);
        if (next == null) {
            next =
                    timers.after(
                            PERIOD.plus(chance.upTo(PERIOD.dividedBy(JITTER_FRACTION))),
                            this::write);
        }
    }

    /** Another server gathers now. */
    public synchronized void stop() {
        gathered.clear();
        if (next != null) {
            next.cancel();
            next = null;
        }
    }

    private void write() {
        List<Coordinate> all = take();
        for (int from = 0; from < all.size(); from += BATCH) {
            var batch = List.copyOf(all.subList(from, Math.min(all.size(), from + BATCH)));
            var _ =
                    log.propose(new Command.Coordinates(new CoordinateBatch(batch)))
                            .whenComplete((done, failure) -> told(failure));
        }
    }

    private synchronized List<Coordinate> take() {
        next = null;
        if (dropped > 0) {
            LOG.warn("Discarded coordinate updates: number_discarded={}", dropped);
            dropped = 0;
        }
        List<Coordinate> all = new ArrayList<>(gathered.values());
        gathered.clear();
        return all;
    }

    private static void told(@Nullable Throwable failure) {
        if (failure != null) {
            LOG.warn("Batch update failed: error=\"{}\"", failure.getMessage());
        }
    }
}
