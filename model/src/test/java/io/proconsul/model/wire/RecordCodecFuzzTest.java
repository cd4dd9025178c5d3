package io.proconsul.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.proconsul.json.JsonException;
import io.proconsul.json.JsonReader;
import io.proconsul.json.JsonWriter;
import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.ServiceAddress;
import io.proconsul.model.health.CheckServiceNode;
import io.proconsul.model.health.CheckServiceNodes;
import io.proconsul.model.health.HealthCheck;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

class RecordCodecFuzzTest {
    private static final int ROUNDS = 20_000;
    private static final RecordCodec<CheckServiceNodes> CODEC =
            RecordCodec.of(CheckServiceNodes.class);

    @Test
    void broken_msgpack_is_refused_or_read_and_nothing_else() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        byte[] whole = CODEC.encode(sample());
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            try {
                CODEC.encode(CODEC.decode(broken(whole, random)));
            } catch (WireException expected) {
                assertThat(expected.getMessage()).isNotEmpty();
                refused++;
            } catch (RuntimeException | Error e) {
                fail("seed " + seed + ", round " + round, e);
            }
        }
        assertThat(refused).isBetween(ROUNDS / 4, ROUNDS - 1);
    }

    @Test
    void broken_json_is_refused_or_read_and_nothing_else() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var out = new JsonWriter();
        CODEC.writeJson(sample(), out);
        byte[] whole = out.toByteArray();
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            try {
                var read = CODEC.readJsonLeniently(JsonReader.ofFirst(broken(whole, random)));
                CODEC.writeJson(read, new JsonWriter());
            } catch (JsonException expected) {
                assertThat(expected.getMessage()).isNotEmpty();
                refused++;
            } catch (RuntimeException | Error e) {
                fail("seed " + seed + ", round " + round, e);
            }
        }
        assertThat(refused).isBetween(ROUNDS / 4, ROUNDS - 1);
    }

    private static byte[] broken(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        boolean cut = random.nextInt(4) == 0;
        return cut ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    private static CheckServiceNodes sample() {
        var node = new Node("id", "n", "1.2.3.4", "dc1", Map.of("lan", "1.2.3.4"), null, 1, 2);
        NodeService none = RecordCodec.of(NodeService.class).zero();
        var service =
                new NodeService(
                        "",
                        "web",
                        "web",
                        List.of("a"),
                        "",
                        Map.of("wan", new ServiceAddress("x", 1)),
                        Map.of(),
                        80,
                        null,
                        true,
                        none.proxy(),
                        none.connect(),
                        false,
                        3,
                        4);
        HealthCheck check = RecordCodec.of(HealthCheck.class).zero();
        return new CheckServiceNodes(
                List.of(new CheckServiceNode(node, service, List.of(check, check))));
    }
}
