package io.proconsul.gossip.serf;

import io.proconsul.gossip.telemetry.Meter;
import io.proconsul.gossip.wire.SerfMessage;
import io.proconsul.gossip.wire.SerfWriter;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** User events: named messages to all members, each heard once (wire reference, section 7.4). */
final class Events {
    private final Shared shared;
    private final News news;
    private final SnapshotLog snapshot;
    private final LamportClock clock = new LamportClock();
    private final SeenRing seen = new SeenRing();
    private long leastTime;

    Events(Shared shared, News news, SnapshotLog snapshot) {
        this.shared = shared;
        this.news = news;
        this.snapshot = snapshot;
    }

    LamportClock clock() {
        return clock;
    }

    void ignoreBefore(long time) {
        if (Long.compareUnsigned(time, leastTime) > 0) {
            leastTime = time;
        }
    }

    List<SerfMessage.@Nullable EventsAt> ring() {
        return seen.copy();
    }

    /**
     * @throws IllegalArgumentException when the event is too long
     */
    void fire(String name, byte @Nullable [] payload, boolean coalesce) {
        int limit = shared.settings.eventBytes();
        int length =
                name.getBytes(StandardCharsets.UTF_8).length
                        + (payload == null ? 0 : payload.length);
        if (length > limit) {
            throw new IllegalArgumentException(
                    "user event exceeds configured limit of " + limit + " bytes before encoding");
        }
        var event = new SerfMessage.UserEvent(clock.time(), name, payload, coalesce);
        byte[] encoded = SerfWriter.bytes(event);
        if (encoded.length > limit) {
            throw new IllegalArgumentException(
                    "user event exceeds configured limit of " + limit + " bytes after encoding");
        }
        clock.tick();
        heard(event);
        news.passEvent(encoded);
    }

    /** True when the event is new and to be passed on. */
    boolean heard(SerfMessage.UserEvent event) {
        clock.witness(event.time());
        if (Long.compareUnsigned(event.time(), leastTime) < 0
                || !seen.admit(event.time(), event.name(), event.payload(), clock.time())) {
            return false;
        }
        shared.effects.named(Meter.EVENTS, event.name());
        snapshot.heardEvent(event.time());
        shared.effects.tell(
                new PoolEvent.UserEvent(
                        event.time(), event.name(), event.payload(), event.coalesce()));
        return true;
    }
}
