package io.proconsul.gossip.serf;

import io.proconsul.gossip.swim.BroadcastQueue;
import io.proconsul.gossip.wire.Message;
import io.proconsul.gossip.wire.Part;
import io.proconsul.gossip.wire.SerfMessage;
import io.proconsul.gossip.wire.SerfWriter;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/** Serf's three queues of news: intents go first, then queries, then user events. */
final class News {
    private final BroadcastQueue intents = new BroadcastQueue();
    private final BroadcastQueue queries = new BroadcastQueue();
    private final BroadcastQueue events = new BroadcastQueue();
    private final List<BroadcastQueue> inOrder = List.of(intents, queries, events);
    private final Runnable waiting;

    /**
     * @param waiting runs when something was queued
     */
    News(Runnable waiting) {
        this.waiting = waiting;
    }

    void intent(SerfMessage message, @Nullable Runnable finished) {
        queue(intents, SerfWriter.bytes(message), finished);
    }

    /** Passes an intent on byte for byte. */
    void passIntent(byte[] payload) {
        queue(intents, payload, null);
    }

    void passQuery(byte[] payload) {
        queue(queries, payload, null);
    }

    void passEvent(byte[] payload) {
        queue(events, payload, null);
    }

    private void queue(BroadcastQueue queue, byte[] payload, @Nullable Runnable finished) {
        queue.queue(null, Part.of(new Message.User(payload)), finished);
        waiting.run();
    }

    void take(int overhead, int limit, int sendLimit, List<Part> into) {
        int left = limit;
        for (BroadcastQueue queue : inOrder) {
            left -= queue.take(overhead, left, sendLimit, into);
        }
    }

    boolean isEmpty() {
        return intents.isEmpty() && queries.isEmpty() && events.isEmpty();
    }

    int intents() {
        return intents.size();
    }

    int queries() {
        return queries.size();
    }

    int events() {
        return events.size();
    }

    /**
     * Cuts queues that have grown out of proportion.
     *
     * @param warning hears of queues that are long, a sign that news comes faster than it spreads
     */
    void prune(int members, Consumer<String> warning) {
        int keep = Math.max(SerfSettings.LEAST_QUEUE, 2 * members);
        prune("Intent", intents, keep, warning);
        prune("Event", events, keep, warning);
        prune("Query", queries, keep, warning);
    }

    private static void prune(
            String name, BroadcastQueue queue, int keep, Consumer<String> warning) {
        int depth = queue.size();
        if (depth > keep) {
            warning.accept(
                    String.format(
                            "%s queue depth (%d) exceeds limit (%d), dropping messages!",
                            name, depth, keep));
            queue.prune(keep);
        } else if (depth > SerfSettings.QUEUE_WARNING) {
            warning.accept(name + " queue depth: " + depth);
        }
    }
}
