package io.proconsul.http.handler;

import io.proconsul.json.JsonException;
import io.proconsul.json.JsonReader;
import io.proconsul.json.JsonToken;
import io.proconsul.json.JsonWriter;
import io.proconsul.model.session.Session;
import io.proconsul.model.wire.GoDuration;
import io.proconsul.model.wire.RecordCodec;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What a client says of the session it wants. Unknown members are passed over here, unlike anywhere
 * else (vectors session-025, session-027).
 */
final class SessionBody {
    private static final RecordCodec<Session> CODEC = RecordCodec.of(Session.class);

    /** Smaller numbers count seconds, larger ones nanoseconds (vector session-009). */
    private static final long LARGEST_SECONDS = 999;

    private static final Duration LOCK_DELAY = Duration.ofSeconds(15);
    private static final byte[] NODE_CHECKS = json("[\"serfHealth\"]");
    private static final byte[] EMPTY_LIST = json("[]");

    private SessionBody() {}

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The session described; no body at all describes the default one.
     *
     * @param node where sessions live that name no node
     */
    static Session read(byte[] body, String node) throws JsonException {
        return body.length == 0 ? read(json("{}"), node, true) : read(body, node, isObject(body));
    }

    private static boolean isObject(byte[] body) throws JsonException {
        JsonToken first = JsonReader.ofFirst(body).peek();
        return first == JsonToken.OBJECT || first == JsonToken.NULL;
    }

    private static Session read(byte[] body, String node, boolean object) throws JsonException {
        byte[] full = object ? withDefaults(JsonMembers.of(body), node) : body;
        return CODEC.readJsonLeniently(JsonReader.ofFirst(full));
    }

    private static byte[] withDefaults(JsonMembers members, String node) throws JsonException {
        members.putDefault("Node", node);
        members.putDefault("Behavior", Session.RELEASE);
        long delay = lockDelay(members).toNanos();
        oldChecks(members);
        byte[] checks = members.value("NodeChecks");
        members.remove("NodeChecks").put("NodeChecks", checks == null ? NODE_CHECKS : checks);
        members.remove("LockDelay").put("LockDelay", json(Long.toString(delay)));
        return members.remove("ID").toJson();
    }

    /** The old name of the list; whichever stands last counts. */
    private static void oldChecks(JsonMembers members) {
        boolean empty = members.value("Checks") != null && !members.says("Checks");
        members.rename(name -> name.equalsIgnoreCase("Checks") ? "NodeChecks" : name);
        if (empty) {
            members.put("NodeChecks", EMPTY_LIST);
        }
    }

    private static Duration lockDelay(JsonMembers members) throws JsonException {
        byte[] value = members.value("LockDelay");
        if (value == null || !members.says("LockDelay")) {
            return LOCK_DELAY;
        }
        var reader = JsonReader.ofFirst(value);
        return switch (reader.peek()) {
            case STRING -> scaled(parse(reader));
            case NUMBER -> scaled(new BigDecimal(reader.number()).longValue());
            case OBJECT, ARRAY, BOOL, NULL -> Duration.ZERO;
        };
    }

    private static long parse(JsonReader reader) throws JsonException {
        try {
            return GoDuration.parse(reader.string()).toNanos();
        } catch (IllegalArgumentException bad) {
            throw new JsonException(String.valueOf(bad.getMessage()), reader.position());
        }
    }

    private static Duration scaled(long number) {
        return number > LARGEST_SECONDS
                ? Duration.ofNanos(number)
                : Duration.ofSeconds(Math.max(0, number));
    }

    /** A session as JSON, for tests and answers alike. */
    static void write(Session session, JsonWriter out) {
        CODEC.writeJson(session, out);
    }
}
