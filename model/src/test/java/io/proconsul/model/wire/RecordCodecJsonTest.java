package io.proconsul.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.json.JsonException;
import io.proconsul.json.JsonReader;
import io.proconsul.json.JsonWriter;
import io.proconsul.model.catalog.ConnectProxyConfig;
import io.proconsul.model.catalog.RegisterRequest;
import io.proconsul.model.catalog.ServiceConnect;
import io.proconsul.model.catalog.ServiceDefinition;
import io.proconsul.model.health.CheckServiceNodes;
import io.proconsul.model.health.HealthCheckDefinition;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.session.Session;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class RecordCodecJsonTest {
    record Inner(@Wire(json = Wire.Json.OMIT_EMPTY) String x) {}

    record Flatted(String token, int b) {}

    record Sample(
            String name,
            @Wire("ID") @Nullable String id,
            @Flat Flatted flat,
            @Nullable List<String> tags,
            @Wire(json = Wire.Json.OMIT_EMPTY) @Nullable Map<String, Integer> counts,
            Inner inner,
            @Wire(json = Wire.Json.OMIT_EMPTY) @Nullable Inner maybe,
            @Wire(json = Wire.Json.OMIT_EMPTY) Duration nanos,
            @Wire(text = true) Duration text,
            @Wire(json = Wire.Json.NEVER) String secret,
            @Nullable Instant at,
            @Wire(json = Wire.Json.OMIT_EMPTY) @Nullable Map<String, Object> any) {}

    @Test
    void members_keep_the_order_of_declaration_and_empty_ones_may_be_left_out() {
        assertThat(write(RecordCodec.of(Sample.class).zero()))
                .isEqualTo(
                        "{\"Name\":\"\",\"ID\":null,\"Token\":\"\",\"B\":0,\"Tags\":null,"
                                + "\"Inner\":{},\"Text\":\"0s\",\"At\":null}");
    }

    @Test
    void everything_is_written_when_it_is_there() {
        var sample =
                new Sample(
                        "n",
                        "i",
                        new Flatted("t", -1),
                        List.of(),
                        Map.of("b", 1, "a", 2),
                        new Inner("x"),
                        new Inner(""),
                        Duration.ofNanos(5),
                        Duration.ofSeconds(90),
                        "hidden",
                        Instant.parse("2021-05-06T07:08:09.120Z"),
                        Map.of("z", List.of(1.0, "s"), "y", Map.of()));
        assertThat(write(sample))
                .isEqualTo(
                        "{\"Name\":\"n\",\"ID\":\"i\",\"Token\":\"t\",\"B\":-1,\"Tags\":[],"
                                + "\"Counts\":{\"a\":2,\"b\":1},\"Inner\":{\"X\":\"x\"},"
                                + "\"Maybe\":{},\"Nanos\":5,\"Text\":\"1m30s\","
                                + "\"At\":\"2021-05-06T07:08:09.12Z\","
                                + "\"Any\":{\"y\":{},\"z\":[1,\"s\"]}}");
    }

    private static String write(Sample sample) {
        var out = new JsonWriter();
        RecordCodec.of(Sample.class).writeJson(sample, out);
        return out.toString();
    }

    @Test
    void what_is_written_reads_back_the_same() throws JsonException {
        String text =
                "{\"Name\":\"n\",\"ID\":\"i\",\"Token\":\"t\",\"B\":-1,\"Tags\":[],"
                        + "\"Counts\":{\"a\":2},\"Inner\":{\"X\":\"x\"},\"Maybe\":{},\"Nanos\":5,"
                        + "\"Text\":\"1m30s\",\"At\":\"2021-05-06T07:08:09Z\","
                        + "\"Any\":{\"a\":null,\"b\":{\"c\":[null,1.5,true]}}}";
        assertThat(write(read(Sample.class, text))).isEqualTo(text);
    }

    @Test
    void names_match_in_any_case_and_the_last_of_equal_ones_counts() throws JsonException {
        var sample =
                read(Sample.class, "{\"name\":\"a\",\"NAME\":\"b\",\"toKen\":\"t\",\"id\":\"\"}");
        assertThat(sample.name()).isEqualTo("b");
        assertThat(sample.flat().token()).isEqualTo("t");
        assertThat(sample.id()).isEmpty();
    }

    @Test
    void a_kelvin_sign_is_a_k_and_a_long_s_an_s_as_for_go() throws JsonException {
        assertThat(read(Sample.class, "{\"to\u212Aen\":\"t\",\"tag\u017F\":[\"x\"]}"))
                .satisfies(sample -> {
                    assertThat(sample.flat().token()).isEqualTo("t");
                    assertThat(sample.tags()).containsExactly("x");
                });
    }

    @Test
    void null_leaves_the_zero_value_at_every_depth() throws JsonException {
        var sample = read(Sample.class, "{\"Name\":null,\"Tags\":[null],\"Counts\":{\"a\":null}}");
        assertThat(sample.name()).isEmpty();
        assertThat(sample.tags()).containsExactly("");
        assertThat(sample.counts()).containsEntry("a", 0);
        assertThat(read(Sample.class, "null")).isEqualTo(RecordCodec.of(Sample.class).zero());
    }

    /** Asked of 1.8.7, except for the name of the structure, which we do not have. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|cannot unmarshal array into Go value of type structs.Sample",
                "{\"Name\":1}|cannot unmarshal number into Go struct field .Name of type string",
                "{\"b\":\"1\"}|cannot unmarshal string into Go struct field .B of type int",
                "{\"b\":1.5}|cannot unmarshal number 1.5 into Go struct field .B of type int",
                "{\"b\":1e3}|cannot unmarshal number 1e3 into Go struct field .B of type int",
                "{\"b\":99999999999}|cannot unmarshal number 99999999999 into Go struct field .B of"
                        + " type int",
                "{\"tags\":\"x\"}|cannot unmarshal string into Go struct field .Tags of type"
                        + " []string",
                "{\"tags\":[1]}|cannot unmarshal number into Go struct field .Tags of type string",
                "{\"counts\":[]}|cannot unmarshal array into Go struct field .Counts of type"
                        + " map[string]int",
                "{\"inner\":{\"x\":true}}|cannot unmarshal bool into Go struct field .Inner.X of"
                        + " type string",
                "{\"any\":5}|cannot unmarshal number into Go struct field .Any of type"
                        + " map[string]interface {}",
                "{\"any\":{\"a\":1e999}}|cannot unmarshal number 1e999 into Go struct field .Any of"
                        + " type float64",
                "{\"Nope\":1}|unknown field `Nope`",
                "{\"inner\":{\"Y\":1}}|unknown field `Y`",
                "{\"secret\":\"s\"}|unknown field `secret`"
            })
    void what_does_not_fit_is_refused_in_gos_words(String text, String message) {
        assertThatThrownBy(() -> read(Sample.class, text))
                .isInstanceOf(JsonException.class)
                .hasMessage("json: " + message.replace('`', '"'));
    }

    @Test
    void a_syntax_error_anywhere_wins_over_a_wrong_type() {
        assertThatThrownBy(() -> read(Sample.class, "{\"Name\":1,\"B\":tru}"))
                .hasMessage("invalid character '}' in literal true (expecting 'e')");
    }

    @Test
    void unknown_members_are_passed_over_leniently() throws JsonException {
        var reader =
                JsonReader.ofWhole("{\"Nope\":{\"a\":[1]},\"Inner\":{\"No\":1},\"Name\":\"n\"}");
        assertThat(RecordCodec.of(Sample.class).readJsonLeniently(reader).name()).isEqualTo("n");
    }

    @Test
    void an_error_knows_the_place_of_the_value() {
        assertThatThrownBy(() -> read(Sample.class, "{\n\"B\": \"x\"}"))
                .isInstanceOfSatisfying(
                        JsonException.class, e -> assertThat(e.position()).hasToString("2:6"));
    }

    @Test
    void records_that_hold_each_other_are_read_to_a_bounded_depth() {
        String deep = "{\"Connect\":{\"SidecarService\":".repeat(1_000) + "{}" + "}}".repeat(1_000);
        assertThatThrownBy(() -> read(ServiceDefinition.class, deep))
                .isInstanceOf(JsonException.class)
                .hasMessage("exceeded max depth");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "AA==, 1",
        "AAA=, 2",
        "AAAA, 3",
        "'AA\\n=\\r\\n=', 1",
        "AAA, at 0",
        "A===, at 1",
        "AA=A, at 2",
        "AAAA=AAA, at 4",
        "AA==AA, at 4",
        "AA=, at 3",
        "éAAA, at 0",
        "***, at 0",
        "AAAAA, at 4"
    })
    void base64_is_read_as_go_reads_it(String text, String wanted) throws JsonException {
        String body = "{\"Key\":\"k\",\"Value\":\"" + text + "\"}";
        if (wanted.startsWith("at")) {
            assertThatThrownBy(() -> read(KvEntry.class, body))
                    .hasMessage("illegal base64 data at input byte " + wanted.substring(3));
        } else {
            assertThat(read(KvEntry.class, body).value()).hasSize(Integer.parseInt(wanted));
        }
    }

    @Test
    void all_64_bits_of_flags_count() throws JsonException {
        var entry = read(KvEntry.class, "{\"Flags\":18446744073709551615,\"Value\":\"AQID\"}");
        assertThat(entry.flags()).isEqualTo(-1);
        var out = new JsonWriter();
        RecordCodec.of(KvEntry.class).writeJson(entry, out);
        assertThat(out)
                .hasToString(
                        "{\"LockIndex\":0,\"Key\":\"\",\"Flags\":18446744073709551615,"
                                + "\"Value\":\"AQID\",\"CreateIndex\":0,\"ModifyIndex\":0}");
        assertThatThrownBy(() -> read(KvEntry.class, "{\"Flags\":-1}"))
                .hasMessage(
                        "json: cannot unmarshal number -1 into Go struct field .Flags of type"
                                + " uint64");
    }

    @Test
    void a_value_without_bytes_is_null() {
        var out = new JsonWriter();
        RecordCodec.of(KvEntry.class).writeJson(KvEntry.of("k", new byte[0], 0, ""), out);
        assertThat(out.toString()).contains("\"Value\":null");
    }

    /** Vectors session-026, agent-039; {@code true} was tried. */
    @Test
    void durations_are_numbers_or_text_and_other_types_mean_nothing() throws JsonException {
        assertThat(read(Session.class, "{\"LockDelay\":\"1m\"}").lockDelay()).hasMinutes(1);
        assertThat(read(Session.class, "{\"LockDelay\":1500}").lockDelay()).hasNanos(1500);
        assertThat(read(Session.class, "{\"LockDelay\":1.9}").lockDelay()).hasNanos(1);
        assertThat(read(Session.class, "{\"LockDelay\":true}").lockDelay()).isZero();
        assertThat(read(Session.class, "{\"LockDelay\":[1,{}],\"Name\":\"x\"}").name())
                .isEqualTo("x");
        assertThatThrownBy(() -> read(Session.class, "{\"LockDelay\":\"abc\"}"))
                .isInstanceOf(JsonException.class)
                .hasMessage("time: invalid duration \"abc\"");
    }

    @Test
    void snake_case_is_taken_where_1_8_7_takes_it() throws JsonException {
        var service =
                read(
                        ServiceDefinition.class,
                        """
                        {"Name": "a", "enable_tag_override": true,
                         "tagged_addresses": {"lan": {"Address": "x", "Port": 1}},
                         "Check": {"args": ["a"], "docker_container_id": "d", "service_id": 5,
                                   "deregister_critical_service_after": "1m"},
                         "Proxy": {"destination_service_name": "w", "local_service_port": 2,
                                   "Upstreams": [{"destination_name": "u", "local_bind_port": 3}]},
                         "Connect": {"sidecar_service": {}, "whatever": 1}}
                        """);
        assertThat(service.enableTagOverride()).isTrue();
        assertThat(service.taggedAddresses()).containsKey("lan");
        assertThat(service.check().scriptArgs()).containsExactly("a");
        assertThat(service.check().deregisterCriticalServiceAfter()).hasMinutes(1);
        assertThat(service.proxy())
                .extracting(ConnectProxyConfig::destinationServiceName)
                .isEqualTo("w");
        assertThat(service.proxy())
                .extracting(ConnectProxyConfig::upstreams)
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(1);
        assertThat(service.connect()).extracting(ServiceConnect::sidecarService).isNotNull();
        assertThatThrownBy(() -> read(ServiceDefinition.class, "{\"service_id\":1}"))
                .hasMessage("json: unknown field \"service_id\"");
    }

    @Test
    void a_check_definition_takes_any_member() throws JsonException {
        var text = "{\"Zap\":1,\"TimeoutDuration\":5,\"Timeout\":\"10s\",\"Interval\":5}";
        var definition = read(HealthCheckDefinition.class, text);
        assertThat(definition.timeout()).hasSeconds(10);
        assertThat(definition.interval()).hasNanos(5);
    }

    @Test
    void a_registration_shows_no_indexes() {
        assertThatThrownBy(() -> read(RegisterRequest.class, "{\"Node\":\"n\",\"ModifyIndex\":1}"))
                .hasMessage("json: unknown field \"ModifyIndex\"");
    }

    @Test
    void lists_and_maps_of_records_are_written_whole() {
        var codec = RecordCodec.of(Inner.class);
        var out = new JsonWriter();
        out.beginArray();
        codec.writeJsonList(List.of(new Inner("1"), new Inner("")), out);
        codec.writeJsonList(null, out);
        var byName = new HashMap<String, @Nullable Inner>();
        byName.put("b", new Inner("2"));
        byName.put("a", null);
        codec.writeJsonMap(byName, out);
        codec.writeJsonMap(null, out);
        out.endArray();
        assertThat(out)
                .hasToString("[[{\"X\":\"1\"},{}],null,{\"a\":null,\"b\":{\"X\":\"2\"}},null]");
    }

    @Test
    void a_list_of_records_is_read() throws JsonException {
        var codec = RecordCodec.of(Inner.class);
        assertThat(codec.readJsonList(JsonReader.ofWhole("[{\"x\":\"1\"},null]")))
                .containsExactly(new Inner("1"), new Inner(""));
        assertThat(codec.readJsonList(JsonReader.ofWhole("null"))).isEmpty();
        assertThatThrownBy(() -> codec.readJsonList(JsonReader.ofWhole("{}")))
                .hasMessage("json: cannot unmarshal object into Go value of type []structs.Inner");
    }

    @Test
    void names_are_sorted_by_their_bytes() {
        var out = new JsonWriter();
        RecordCodec.of(Inner.class)
                .writeJsonMap(
                        Map.of(
                                "\uFFEE",
                                new Inner(""),
                                "\uD83D\uDE00",
                                new Inner(""),
                                "a",
                                new Inner("")),
                        out);
        assertThat(out).hasToString("{\"a\":{},\"\uFFEE\":{},\"\uD83D\uDE00\":{}}");
    }

    @Test
    void every_record_of_the_catalog_has_a_form() {
        assertThat(RecordCodec.of(CheckServiceNodes.class).fields())
                .extracting(WireField::name)
                .containsExactly("Nodes");
    }

    @Test
    void a_component_without_a_form_is_named() {
        record Odd(Thread thread) {}
        assertThatThrownBy(() -> RecordCodec.of(Odd.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Thread");
    }

    private static <T> T read(Class<T> type, String text) throws JsonException {
        return RecordCodec.of(type)
                .readJson(JsonReader.ofFirst(text.getBytes(StandardCharsets.UTF_8)));
    }
}
