package io.proconsul.agent.event;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last events, the oldest first. Not thread-safe. */
final class EventRing {
    /** As many as 1.8.7 remembers. */
    static final int MOST = 256;

    private final Deque<UserEvent> events = new ArrayDeque<>();

    void add(UserEvent event) {
        if (events.size() == MOST) {
            events.removeFirst();
        }
        events.addLast(event);
    }

    List<UserEvent> list() {
        return List.copyOf(events);
    }
}
