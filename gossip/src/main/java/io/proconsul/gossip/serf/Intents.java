package io.proconsul.gossip.serf;

import io.proconsul.gossip.swim.Agenda;
import io.proconsul.gossip.swim.Agenda.Task;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/**
 * What was said about members that we do not know yet: the newest word about each is kept for five
 * minutes and applied when the member turns up.
 */
final class Intents {
    /** Most names kept; a pool in order needs a handful. */
    private static final int MOST = 4096;

    private final Agenda agenda;
    private final Map<String, Intent> waiting = new HashMap<>();

    record Intent(boolean leaving, long time) {}

    Intents(Agenda agenda) {
        this.agenda = agenda;
    }

    /** Keeps an intent; false when a newer one is known. */
    boolean keep(String name, boolean leaving, long time) {
        Intent known = waiting.get(name);
        if (known != null && Long.compareUnsigned(time, known.time) <= 0) {
            return false;
        }
        if (known == null && waiting.size() == MOST) {
            return false;
        }
        Intent intent = new Intent(leaving, time);
        waiting.put(name, intent);
        Task forgetting =
                agenda.after(SerfSettings.INTENT_KEPT, () -> waiting.remove(name, intent));
        assert forgetting != null;
        return true;
    }

    /** The intent about a member that has turned up. It stays known until it is old. */
    @Nullable Intent about(String name) {
        return waiting.isEmpty() ? null : waiting.get(name);
    }
}
