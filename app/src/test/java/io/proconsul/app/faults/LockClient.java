package io.proconsul.app.faults;

import io.proconsul.app.cluster.Await;
import io.proconsul.app.cluster.HttpWire.Response;
import io.proconsul.json.JsonValue.JsonObject;
import io.proconsul.json.JsonValue.JsonString;
import io.proconsul.sim.history.Action.Hold;
import io.proconsul.sim.history.Action.Mode;

import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Takes a lock, holds it for a moment, gives it back. Each attempt has a session of its own that
 * depends on no check and never expires: a late echo of an earlier attempt cannot touch the next,
 * and only the client itself ends its hold.
 */
final class LockClient extends Client {
    private static final String SESSION =
            """
            {"Checks": [], "LockDelay": "1ms", "Behavior": "release"}
            """;
    private static final int KEYS = 2;
    private static final int LONGEST_HOLD_MS = 30;

    private final String prefix;

    LockClient(
            int number,
            Connection connection,
            Recorder recorder,
            SplittableRandom random,
            String prefix) {
        super(number, connection, recorder, random);
        this.prefix = prefix;
    }

    @Override
    void step() throws IOException {
        String key = prefix + "lock/" + random.nextInt(KEYS);
        String session = session();
        try {
            if (isTrue(connection.send("PUT", lock(key) + "?acquire=" + session, ""))) {
                hold(key, session);
            }
        } finally {
            destroy(session);
        }
    }

    private static String lock(String key) {
        return "/v1/kv/" + key;
    }

    private String session() throws IOException {
        Response response = connection.send("PUT", "/v1/session/create", SESSION);
        if (response.status() == 200
                && response.json() instanceof JsonObject object
                && object.get("ID") instanceof JsonString id) {
            return id.value();
        }
        throw new IOException(response.status() + " " + response.body());
    }

    private void hold(String key, String session) throws IOException {
        long acquired = recorder.now();
        long fence = 0;
        try {
            Seen seen = read(key, Mode.CONSISTENT);
            if (!seen.session().equals(session)) {
                throw new AssertionError(
                        key + " is held by " + seen.session() + ", not by " + session);
            }
            fence = seen.lockIndex();
            Await.pause(Duration.ofMillis(random.nextInt(LONGEST_HOLD_MS)));
        } finally {
            recorder.done(number, key, acquired, new Hold(session, fence));
        }
        connection.send("PUT", lock(key) + "?release=" + session, "");
    }

    /** Until the answer is sure: only then can the session hold nothing any more. */
    private void destroy(String session) {
        boolean gone = false;
        while (!gone) {
            try {
                gone = isTrue(connection.send("PUT", "/v1/session/destroy/" + session, ""));
            } catch (IOException trouble) {
                Await.pause(Duration.ofMillis(LONGEST_HOLD_MS));
            }
            if (isStopped()) {
                return;
            }
        }
    }

    private static boolean isTrue(Response response) {
        return response.status() == 200 && response.body().strip().equals("true");
    }
}
