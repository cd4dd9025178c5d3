package io.proconsul.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.config.flag.FlagException;
import io.proconsul.json.JsonValue;
import io.proconsul.json.JsonValue.JsonArray;
import io.proconsul.json.JsonValue.JsonBool;
import io.proconsul.json.JsonValue.JsonNull;
import io.proconsul.json.JsonValue.JsonNumber;
import io.proconsul.json.JsonValue.JsonObject;
import io.proconsul.json.JsonValue.JsonString;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The view against what three real agents showed; the recordings lie beside the tests. */
class DebugViewTest {
    private static final List<String> DEV =
            List.of(
                    "-dev",
                    "-bind=127.0.0.5",
                    "-client=127.0.0.5",
                    "-http-port=38500",
                    "-dns-port=38600",
                    "-grpc-port=38502",
                    "-serf-lan-port=38301",
                    "-serf-wan-port=38302",
                    "-server-port=38300",
                    "-node=dbg");

    private final FakeMachine machine = new FakeMachine();

    @Test
    void a_dev_agent_shows_what_the_real_one_shows() throws Exception {
        assertSame("debug-dev.json", view(DEV));
    }

    @Test
    void services_checks_and_free_form_settings_are_shown_as_the_real_one_shows_them()
            throws Exception {
        machine.file("d.hcl", resource("definitions.hcl"));
        var words = new ArrayList<>(DEV);
        words.add("-config-file=d.hcl");
        assertSame("debug-definitions.json", view(words));
    }

    @Test
    void a_client_shows_what_the_real_one_shows() throws Exception {
        machine.file("c.json", resource("client.json"));
        assertSame("debug-client.json", view(List.of("-config-file=c.json")));
    }

    private Map<String, Object> view(List<String> words) throws FlagException, ConfigException {
        var flags = new AgentFlags();
        flags.parse(words);
        AgentConfig config = new ConfigLoader(machine).load(flags.input()).config();
        return DebugView.of(config, "recorded", "1.8.7");
    }

    private static void assertSame(String recording, Map<String, Object> view) throws Exception {
        Object recorded = plain(JsonValue.parse(resource(recording)));
        assertThat(recorded).isInstanceOf(Map.class);
        Map<?, ?> expected = (Map<?, ?>) Objects.requireNonNull(recorded);
        assertThat(view.keySet().toString())
                .as("names and order")
                .isEqualTo(expected.keySet().toString());
        expected.forEach((name, value) ->
                assertThat(numbers(view.get(name))).as(name.toString()).isEqualTo(value));
    }

    /** Numbers of every type as doubles, as JSON has them. */
    private static @Nullable Object numbers(@Nullable Object value) {
        return switch (value) {
            case Number number -> number.doubleValue();
            case List<?> list -> list.stream().map(DebugViewTest::numbers).toList();
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<Object, @Nullable Object>();
                map.forEach((name, inner) -> copy.put(name, numbers(inner)));
                yield copy;
            }
            case null, default -> value;
        };
    }

    private static @Nullable Object plain(JsonValue json) {
        return switch (json) {
            case JsonObject object -> {
                var map = new LinkedHashMap<Object, @Nullable Object>();
                object.members().forEach((name, member) -> map.put(name, plain(member.value())));
                yield map;
            }
            case JsonArray array -> array.elements().stream().map(DebugViewTest::plain).toList();
            case JsonString string -> string.value();
            case JsonNumber number -> Double.parseDouble(number.text());
            case JsonBool bool -> bool.value();
            case JsonNull _ -> null;
        };
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = DebugViewTest.class.getResourceAsStream("/recorded/" + name)) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
