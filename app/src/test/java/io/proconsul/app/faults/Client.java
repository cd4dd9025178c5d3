package io.proconsul.app.faults;

import io.proconsul.app.cluster.Await;
import io.proconsul.app.cluster.HttpWire.Response;
import io.proconsul.app.cluster.View;
import io.proconsul.json.JsonValue.JsonObject;
import io.proconsul.sim.history.Action;
import io.proconsul.sim.history.Action.Mode;
import io.proconsul.sim.history.Action.Read;
import io.proconsul.sim.history.Action.Swap;
import io.proconsul.sim.history.Action.Write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.SplittableRandom;

/**
 * One client of a round. What it does next is decided by its seed; whatever it does it records.
 * Values are unique: the client's number and a counter.
 */
abstract class Client implements Runnable {
    /** After trouble, so that an outage is not a storm of requests with unknown outcomes. */
    private static final Duration BREATH_AFTER_TROUBLE = Duration.ofMillis(100);

    private static final int LONGEST_BREATH_MS = 20;

    final int number;
    final Connection connection;
    final Recorder recorder;
    final SplittableRandom random;
    private long count;
    private volatile boolean stopped;

    Client(int number, Connection connection, Recorder recorder, SplittableRandom random) {
        this.number = number;
        this.connection = connection;
        this.recorder = recorder;
        this.random = random;
    }

    /** One thing to do. */
    abstract void step() throws IOException;

    @Override
    public final void run() {
        while (!stopped) {
            try {
                step();
                Await.pause(Duration.ofMillis(random.nextInt(LONGEST_BREATH_MS)));
            } catch (IOException trouble) {
                Await.pause(BREATH_AFTER_TROUBLE);
            }
        }
        connection.close();
    }

    /** Ends it after the operation under way. */
    final void stop() {
        stopped = true;
    }

    final boolean isStopped() {
        return stopped;
    }

    final String freshValue() {
        return number + "." + count++;
    }

    /** What a read was told. */
    record Seen(String value, long index, long lockIndex, String session) {}

    final Seen read(String key, Mode mode) throws IOException {
        long invoked = recorder.now();
        Response response =
                connection.send(
                        "GET",
                        "/v1/kv/" + key + (mode == Mode.CONSISTENT ? "?consistent" : ""),
                        "");
        Seen seen = seen(response);
        recorder.done(number, key, invoked, new Read(mode, seen.value(), seen.index()));
        return seen;
    }

    private static Seen seen(Response response) throws IOException {
        if (response.status() == 404) {
            return new Seen(Action.ABSENT, 0, 0, "");
        }
        JsonObject entry = View.objects(response).getFirst();
        return new Seen(
                decoded(View.text(entry, "Value")),
                View.number(entry, "ModifyIndex"),
                View.number(entry, "LockIndex"),
                View.text(entry, "Session"));
    }

    static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    final void write(String key, String value) throws IOException {
        change(key, "", value, new Write(value), new Write(value));
    }

    /** Check-and-set against what was seen. */
    final void swap(String key, Seen seen, String value) throws IOException {
        change(
                key,
                "?cas=" + seen.index(),
                value,
                new Swap(seen.value(), value, true),
                new Swap(seen.value(), value, false));
    }

    private void change(String key, String query, String value, Action yes, Action no)
            throws IOException {
        long invoked = recorder.now();
        String answer;
        try {
            Response response = connection.send("PUT", "/v1/kv/" + key + query, value);
            answer = response.status() + " " + response.body().strip();
        } catch (Connection.NotSent nothingHappened) {
            throw nothingHappened;
        } catch (IOException broken) {
            answer = broken.toString();
        }
        switch (answer) {
            case "200 true" -> recorder.done(number, key, invoked, yes);
            case "200 false" -> recorder.done(number, key, invoked, no);
            default -> {
                recorder.unknown(number, key, invoked, yes);
                throw new IOException(answer);
            }
        }
    }
}
