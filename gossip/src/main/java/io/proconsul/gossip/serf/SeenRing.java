package io.proconsul.gossip.serf;

import io.proconsul.gossip.wire.SerfMessage.EventsAt;
import io.proconsul.gossip.wire.SerfMessage.PastEvent;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which user events were heard: a ring of slots by Lamport time, so that what comes twice is heard
 * once and what is older than the ring is not heard at all (wire reference, section 7.4). Queries
 * use one too, with their number as the name.
 */
final class SeenRing {
    static final int SLOTS = 512;

    /** Most different events of one Lamport time; honest members use each time for one. */
    private static final int MOST_PER_SLOT = 64;

    private @Nullable EventsAt @Nullable [] slots;

    /** Notes an event; false when it is too old for {@code now} or was heard before. */
    boolean admit(long time, String name, byte @Nullable [] payload, long now) {
        if (Long.compareUnsigned(now, SLOTS) > 0 && Long.compareUnsigned(time, now - SLOTS) < 0) {
            return false;
        }
        @Nullable EventsAt[] ring = ring();
        int index = (int) Long.remainderUnsigned(time, SLOTS);
        EventsAt slot = ring[index];
        if (slot == null || slot.time() != time) {
            ring[index] = new EventsAt(time, List.of(new PastEvent(name, payload)));
            return true;
        }
        if (slot.events().size() >= MOST_PER_SLOT || contains(slot, name, payload)) {
            return false;
        }
        List<PastEvent> more = new ArrayList<>(slot.events());
        more.add(new PastEvent(name, payload));
        ring[index] = new EventsAt(time, List.copyOf(more));
        return true;
    }

    private static boolean contains(EventsAt slot, String name, byte @Nullable [] payload) {
        return slot.events().stream()
                .anyMatch(
                        seen -> seen.name().equals(name) && Arrays.equals(seen.payload(), payload));
    }

    private @Nullable EventsAt[] ring() {
        if (slots == null) {
            slots = new EventsAt[SLOTS];
        }
        return slots;
    }

    /** All slots, for a push/pull. */
    List<@Nullable EventsAt> copy() {
        List<@Nullable EventsAt> copy = new ArrayList<>(SLOTS);
        for (int i = 0; i < SLOTS; i++) {
            copy.add(slots == null ? null : slots[i]);
        }
        return copy;
    }
}
