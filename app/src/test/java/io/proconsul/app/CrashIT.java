package io.proconsul.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.app.cluster.HttpWire;
import io.proconsul.app.cluster.View;
import io.proconsul.json.JsonValue.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/** What was acknowledged survives SIGKILL, round after round on the same data. */
class CrashIT {
    private static final int ROUNDS = Integer.getInteger("crash.rounds", 20);
    private static final int WRITERS = 64;

    /** Acknowledged writes of a round before the kill comes. */
    private static final int WRITES = 2000;

    @TempDir private Path folder;

    @Test
    void every_acknowledged_write_is_there_after_a_kill() throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        RunningAgent agent = RunningAgent.start(folder, "");
        try {
            for (int round = 0; round < ROUNDS; round++) {
                writeUntilKilled(agent, round, acknowledged);
                agent = agent.again();
                assertThat(missing(acknowledged, keys(agent))).as("round %d", round).isEmpty();
            }
            assertValues(agent, acknowledged);
        } finally {
            agent.close();
        }
    }

    private static void writeUntilKilled(RunningAgent agent, int round, Set<String> acknowledged)
            throws Exception {
        var enough = new CountDownLatch(WRITES);
        var stop = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                String prefix = "crash/" + round + "/" + writer + "/";
                writers.add(
                        threads.submit(
                                () -> write(agent.httpPort(), prefix, acknowledged, enough, stop)));
            }
            assertThat(enough.await(60, TimeUnit.SECONDS))
                    .as("%d acknowledged writes within a minute", WRITES)
                    .isTrue();
            agent.kill();
            stop.set(true);
            for (Future<?> writer : writers) {
                writer.get(10, TimeUnit.SECONDS);
            }
        }
    }

    /** Writes one key after the other until the connection breaks. */
    private static void write(
            int port,
            String prefix,
            Set<String> acknowledged,
            CountDownLatch enough,
            AtomicBoolean stop) {
        try (var wire = new HttpWire(port)) {
            for (int n = 0; !stop.get(); n++) {
                String key = prefix + n;
                var response = wire.send("PUT", "/v1/kv/" + key, key);
                if (response.status() == 200 && response.body().equals("true")) {
                    acknowledged.add(key);
                    enough.countDown();
                }
            }
        } catch (IOException killed) {
            // what was not acknowledged may or may not be there
        }
    }

    private static Set<String> keys(RunningAgent agent) throws IOException {
        try (var wire = new HttpWire(agent.httpPort())) {
            String json = wire.send("GET", "/v1/kv/crash/?keys", "").body();
            Set<String> keys = ConcurrentHashMap.newKeySet();
            Pattern.compile("\"([^\"]+)\"")
                    .matcher(json)
                    .results()
                    .forEach(match -> keys.add(match.group(1)));
            return keys;
        }
    }

    /** Not {@code containsAll}: that looks at each of tens of thousands for each of them. */
    private static Set<String> missing(Set<String> wanted, Set<String> found) {
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(found);
        return missing;
    }

    private static void assertValues(RunningAgent agent, Set<String> acknowledged)
            throws IOException {
        Map<String, String> values = new HashMap<>();
        try (var wire = new HttpWire(agent.httpPort())) {
            for (JsonObject entry : View.objects(wire.send("GET", "/v1/kv/crash/?recurse", ""))) {
                byte[] value = Base64.getDecoder().decode(View.text(entry, "Value"));
                values.put(View.text(entry, "Key"), new String(value, StandardCharsets.UTF_8));
            }
        }
        for (String key : acknowledged) {
            assertThat(values.get(key)).isEqualTo(key);
        }
    }
}
