package io.proconsul.cli.lock;

import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.JsonAnswer;
import io.proconsul.json.JsonException;
import io.proconsul.json.JsonValue;
import io.proconsul.json.JsonWriter;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who holds a semaphore, as its lock key tells it.
 *
 * @param sessions of the holders
 */
record Holders(int limit, SortedSet<String> sessions) {
    Holders {
        sessions = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(sessions));
    }

    /**
     * @param value what stands in the key; empty: nobody ever held it
     * @throws ApiException when it is no such text, or speaks of another limit
     */
    static Holders of(String value, int limit) throws ApiException {
        if (value.isEmpty()) {
            return new Holders(limit, new TreeSet<>());
        }
        try {
            var json = new JsonAnswer(JsonValue.parse(value));
            if (!json.text("Limit").equals(Integer.toString(limit))) {
                throw new ApiException(
                        "semaphore limit conflict (lock: "
                                + json.text("Limit")
                                + ", local: "
                                + limit
                                + ")");
            }
            return new Holders(limit, new TreeSet<>(json.member("Holders").members().keySet()));
        } catch (JsonException malformed) {
            throw new ApiException("lock decoding failed: " + malformed.getMessage());
        }
    }

    /** Those of them who still contend; the others' sessions have ended. */
    Holders among(Set<String> contenders) {
        var alive = new TreeSet<>(sessions);
        alive.retainAll(contenders);
        return new Holders(limit, alive);
    }

    boolean isFull() {
        return sessions.size() >= limit;
    }

    Holders with(String session) {
        var more = new TreeSet<>(sessions);
        more.add(session);
        return new Holders(limit, more);
    }

    Holders without(String session) {
        var fewer = new TreeSet<>(sessions);
        fewer.remove(session);
        return new Holders(limit, fewer);
    }

    String json() {
        var json = new JsonWriter().beginObject().name("Limit").number(limit);
        json.name("Holders").beginObject();
        sessions.forEach(session -> json.name(session).bool(true));
        return json.endObject().endObject().toString();
    }
}
