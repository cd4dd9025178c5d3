package io.proconsul.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.proconsul.json.JsonException;
import io.proconsul.json.JsonReader;
import io.proconsul.json.JsonToken;
import io.proconsul.json.JsonWriter;
import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeServiceList;
import io.proconsul.model.catalog.NodeServices;
import io.proconsul.model.catalog.ServiceNode;
import io.proconsul.model.health.CheckServiceNode;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.query.QueryMeta;
import io.proconsul.model.session.Session;
import io.proconsul.model.txn.TxnReply;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * Indented answers of 1.8.7 about services, checks and keys of which every field is set: what is
 * read and written again must be the same bytes.
 */
class RecordedAnswersTest {
    @ParameterizedTest
    @ValueSource(
            classes = {
                CheckServiceNode.class,
                HealthCheck.class,
                KvEntry.class,
                Node.class,
                NodeServiceList.class,
                NodeServices.class,
                ServiceNode.class,
                Session.class
            })
    void answers_are_repeated_byte_by_byte(Class<?> type) throws IOException, JsonException {
        byte[] answer = answer(type);
        assertThat(repeat(RecordCodec.of(type), answer)).isEqualTo(new String(answer, UTF_8));
    }

    @Test
    void a_reply_with_its_meta_is_repeated_byte_by_byte() throws IOException, JsonException {
        byte[] answer = answer(TxnReply.class);
        var codec = RecordCodec.joint(TxnReply.class, QueryMeta.class);
        assertThat(repeat(codec, answer)).isEqualTo(new String(answer, UTF_8));
    }

    private static <T> String repeat(RecordCodec<T> codec, byte[] answer) throws JsonException {
        var out = JsonWriter.indented("    ");
        JsonReader in = JsonReader.ofWhole(answer);
        if (in.peek() == JsonToken.ARRAY) {
            codec.writeJsonList(codec.readJsonList(in), out);
        } else {
            codec.writeJson(codec.readJson(in), out);
        }
        return out.lineFeed().toString();
    }

    private static byte[] answer(Class<?> type) throws IOException {
        String name = "answers/" + type.getSimpleName() + ".json";
        try (InputStream in = RecordedAnswersTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
