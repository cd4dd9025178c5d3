package io.proconsul.agent.event;

import java.util.List;
import java.util.UUID;

/**
 * Some of the events an agent remembers.
 *
 * @param index stands for the last of them; not in any order. Never 0, so that watchers of nothing
 *     wait instead of asking again and again
 */
public record EventList(List<UserEvent> events, long index) {
    public EventList {
        events = List.copyOf(events);
    }

    static EventList of(List<UserEvent> events) {
        return new EventList(events, events.isEmpty() ? 1 : fold(events.getLast().id()));
    }

    /** Both halves of the id over each other; 0 for what is no UUID, as the reference counts. */
    private static long fold(String id) {
        try {
            UUID uuid = UUID.fromString(id);
            return uuid.getMostSignificantBits() ^ uuid.getLeastSignificantBits();
        } catch (IllegalArgumentException noUuid) {
            return 0;
        }
    }
}
