package io.proconsul.gossip.serf;

import io.proconsul.gossip.telemetry.Meter;
import io.proconsul.gossip.wire.Coordinate;
import io.proconsul.runtime.random.Chance;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where we are and where others said they are, as far as round trips tell. */
final class Coordinates {
    private final Shared shared;
    private final @Nullable Vivaldi vivaldi;

    /** The last word of each living member; at most as many as there are members. */
    private final Map<String, Coordinate> others = new HashMap<>();

    private byte @Nullable [] payload;

    Coordinates(Shared shared, Chance chance) {
        this.shared = shared;
        vivaldi = shared.settings.coordinates() ? new Vivaldi(chance) : null;
    }

    Optional<Coordinate> own() {
        return Optional.ofNullable(vivaldi).map(Vivaldi::place);
    }

    Optional<Coordinate> of(String node) {
        return node.equals(shared.name) ? own() : Optional.ofNullable(others.get(node));
    }

    /** Our coordinate for acks, encoded once for each move. */
    byte @Nullable [] payload() {
        if (payload == null && vivaldi != null) {
            payload = vivaldi.place().toPayload();
        }
        return payload;
    }

    void observe(String node, Coordinate place, Duration roundTrip) {
        if (vivaldi == null) {
            return;
        }
        Coordinate before = vivaldi.place();
        if (vivaldi.observe(node, place, roundTrip)) {
            shared.effects.measured(
                    Meter.COORDINATE_ADJUSTMENT, before.distanceTo(vivaldi.place()) * 1e3);
            others.put(node, place);
            payload = null;
        } else {
            shared.effects.measured(Meter.COORDINATE_REJECTED, 1);
            shared.note(Level.WARN, "Rejected coordinate from %s: %s", node, roundTrip);
        }
    }

    void forget(String node) {
        others.remove(node);
        if (vivaldi != null) {
            vivaldi.forget(node);
        }
    }
}
