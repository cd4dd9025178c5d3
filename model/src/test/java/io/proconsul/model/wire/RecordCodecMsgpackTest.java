package io.proconsul.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.kv.KvRequest;
import io.proconsul.model.kv.KvVerb;
import io.proconsul.model.query.QueryMeta;
import io.proconsul.model.query.WriteOptions;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

class RecordCodecMsgpackTest {
    record Small(String a, int b) {}

    record Counted(long c, Duration d) {}

    record Nested(Small c, @Nullable Small d, @Wire(msgpack = false) String local) {}

    @SuppressWarnings("ArrayRecordComponent") // compared by hand
    record Wide(
            boolean flag,
            long count,
            double share,
            byte @Nullable [] bytes,
            Duration delay,
            Instant at,
            @Nullable Instant maybe,
            List<String> names,
            @Nullable List<Small> smalls,
            Map<String, List<String>> headers,
            @Nullable Map<String, Object> config) {}

    @Test
    void keys_are_sorted_and_all_present() {
        byte[] bytes = RecordCodec.of(Nested.class).encode(new Nested(new Small("x", 5), null, ""));
        assertThat(hex(bytes)).isEqualTo("82" + "a143" + "82a141a178a14205" + "a144" + "c0");
    }

    @Test
    void a_kv_request_is_written_as_1_8_7_writes_it() throws WireException {
        var entry = new KvEntry(0, "a/b", -1, new byte[] {1, 2}, "", 0, 300);
        var request = new KvRequest("dc1", KvVerb.SET, entry, new WriteOptions("t"));
        byte[] bytes = RecordCodec.of(KvRequest.class).encode(request);
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .isEqualTo(
                        "\u0084\u00aaDatacenter\u00a3dc1\u00a6DirEnt\u0087"
                                + "\u00abCreateIndex\0\u00a5Flags\u00cf"
                                + "\u00ff".repeat(8)
                                + "\u00a3Key\u00a3a/b\u00a9LockIndex\0"
                                + "\u00abModifyIndex\u00cd\u0001,\u00a7Session\u00a0"
                                + "\u00a5Value\u00a2\u0001\u0002"
                                + "\u00a2Op\u00a3set\u00a5Token\u00a1t");
        var again = RecordCodec.of(KvRequest.class).decode(bytes);
        assertThat(again).usingRecursiveComparison().isEqualTo(request);
    }

    @Test
    void everything_reads_back_the_same() throws WireException {
        var wide =
                new Wide(
                        true,
                        -2,
                        1.5,
                        new byte[] {1},
                        Duration.ofSeconds(-3, 7),
                        Instant.parse("2020-12-03T10:15:30.000000001Z"),
                        null,
                        List.of("a".repeat(40), "é"),
                        List.of(new Small("x", -1), new Small("", 70_000)),
                        Map.of("h", List.of("1", "2")),
                        Map.of("n", 5.0, "l", List.of(true, "x"), "m", Map.of("i", 7L)));
        var codec = RecordCodec.of(Wide.class);
        assertThat(codec.decode(codec.encode(wide))).usingRecursiveComparison().isEqualTo(wide);
    }

    @Test
    void absent_and_empty_lists_and_maps_are_told_apart() throws WireException {
        var codec = RecordCodec.of(Wide.class);
        Wide absent = codec.zero();
        assertThat(absent.smalls()).isNull();
        assertThat(codec.decode(codec.encode(absent)).smalls()).isNull();
        Wide empty =
                new Wide(
                        false,
                        0,
                        0,
                        new byte[0],
                        Duration.ZERO,
                        absent.at(),
                        null,
                        List.of(),
                        List.of(),
                        Map.of(),
                        Map.of());
        Wide again = codec.decode(codec.encode(empty));
        assertThat(again.smalls()).isNotNull().isEmpty();
        assertThat(again.config()).isNotNull().isEmpty();
        assertThat(again.bytes()).isNotNull().isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"31, bf", "32, da0020", "255, da00ff", "65535, daffff", "65536, db00010000"})
    void text_is_raw_of_the_old_form(int length, String header) {
        byte[] bytes = RecordCodec.of(Small.class).encode(new Small("x".repeat(length), 0));
        assertThat(hex(bytes)).startsWith("82a141" + header + "7878");
    }

    @Test
    void a_timestamp_is_fifteen_bytes() {
        var codec = RecordCodec.of(Wide.class);
        assertThat(hex(codec.encode(codec.zero())))
                .contains("a24174" + "af" + "01" + "00".repeat(12) + "ffff")
                .contains("a54d61796265" + "c0");
    }

    @ParameterizedTest
    @CsvSource({
        "82a141d90178a142cd0005, the newer text form and a number longer than needed",
        "82a141c40178a14205, bytes for text",
        "82a14205a141a178, keys in another order",
        "84a141a178a15a82a1419101a14281c0c2a15bcb3ff0000000000000a14205, unknown keys",
        "83a161a179a141a178a14205, a key in the wrong case is an unknown one"
    })
    void reading_is_tolerant(String hex, String what) throws WireException {
        assertThat(decode(hex)).as(what).isEqualTo(new Small("x", 5));
    }

    @Test
    void missing_keys_and_nil_give_zero_values() throws WireException {
        assertThat(decode("80")).isEqualTo(new Small("", 0));
        assertThat(decode("c0")).isEqualTo(new Small("", 0));
        assertThat(decode("82a141c0a142c0")).isEqualTo(new Small("", 0));
        var nested = RecordCodec.of(Nested.class).decode(bytes("80"));
        assertThat(nested).isEqualTo(new Nested(new Small("", 0), null, ""));
    }

    @Test
    void records_that_are_all_zero_are_one_and_the_same() throws WireException {
        assertThat(decode("82a141a0a14200")).isSameAs(RecordCodec.of(Small.class).zero());
    }

    @ParameterizedTest
    @CsvSource({
        "'', Small: the bytes end too early",
        "82a141, Small: the bytes end too early",
        "82a141da7fff78, Small.A: the bytes end too early",
        "82a141dbffffffff78, Small.A: the bytes end too early",
        "81a142cb3ff8000000000000, 'Small.B: expected an integer, found a float'",
        "81a14105, 'Small.A: expected text, found an integer'",
        "81a142ce80000000, 'Small.B: expected an integer of 32 bits, found 2147483648'",
        "81a142cfffffffffffffffff, 'Small.B: expected an integer of 64 bits with sign, found"
                + " 18446744073709551615'",
        "81a141c1, 'Small.A: expected text, found a value of unknown kind'",
        "81a15ac1, Small: byte c1 begins no value",
        "8105a0, 'a key of Small: expected text, found an integer'",
        "92a17805, 'Small: expected a map, found a list'",
        "c080, Small is followed by 1 bytes more",
        "df7fffffff, Small: the bytes end too early"
    })
    void bad_bytes_are_refused_with_the_field(String hex, String message) {
        assertThatThrownBy(() -> decode(hex))
                .isInstanceOf(WireException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void a_list_that_claims_two_billion_elements_costs_nothing() {
        byte[] bytes =
                bytes(
                        "81a5"
                                + HexFormat.of().formatHex("Names".getBytes(StandardCharsets.UTF_8))
                                + "dd7fffffff"
                                + "a161");
        assertThatThrownBy(() -> RecordCodec.of(Wide.class).decode(bytes))
                .isInstanceOf(WireException.class)
                .hasMessage("Wide.Names: the bytes end too early");
    }

    @Test
    void negative_numbers_do_not_become_unsigned_ones() {
        byte[] bytes = bytes("81a5436f756e74ff");
        assertThatThrownBy(() -> RecordCodec.of(Wide.class).decode(bytes))
                .hasMessage("Wide.Count: expected an unsigned integer, found -1");
    }

    @Test
    void values_in_one_another_are_bounded() {
        byte[] bytes = bytes("81a6436f6e66696781a161" + "91".repeat(300) + "00");
        assertThatThrownBy(() -> RecordCodec.of(Wide.class).decode(bytes))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("more than 200 values in one another");
    }

    @Test
    void a_reply_and_its_meta_stand_in_one_map() throws WireException {
        var codec = RecordCodec.joint(Small.class, QueryMeta.class);
        var joint = new Joint<>(new Small("x", 5), QueryMeta.leader(9));
        byte[] bytes = codec.encode(joint);
        assertThat(hex(bytes)).startsWith("86" + "a141a178" + "a14205" + "b0");
        assertThat(codec.decode(bytes)).isEqualTo(joint);
        assertThat(RecordCodec.of(Small.class).decode(bytes)).isEqualTo(joint.first());
    }

    @Test
    void a_part_of_an_array_is_read() throws WireException {
        byte[] bytes = bytes("ff" + "82a141a178a14205" + "ff");
        var codec = RecordCodec.of(Small.class);
        assertThat(codec.decode(bytes, 1, bytes.length - 2)).isEqualTo(new Small("x", 5));
        assertThatThrownBy(() -> codec.decode(bytes, 1, bytes.length - 3))
                .hasMessage("Small.B: the bytes end too early");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "127, 7f",
        "128, cc80",
        "255, ccff",
        "256, cd0100",
        "65535, cdffff",
        "65536, ce00010000",
        "2147483647, ce7fffffff",
        "-1, ff",
        "-32, e0",
        "-33, d0df",
        "-128, d080",
        "-129, d1ff7f",
        "-32768, d18000",
        "-32769, d2ffff7fff",
        "-2147483648, d280000000"
    })
    void integers_are_as_short_as_they_can_be(int value, String form) throws WireException {
        byte[] bytes = RecordCodec.of(Small.class).encode(new Small("", value));
        assertThat(hex(bytes)).isEqualTo("82a141a0a142" + form);
        assertThat(RecordCodec.of(Small.class).decode(bytes).b()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "-1, cfffffffffffffffff",
        "9223372036854775807, cf7fffffffffffffff",
        "4294967296, cf0000000100000000",
        "4294967295, ceffffffff"
    })
    void longs_are_unsigned(long value, String form) throws WireException {
        byte[] bytes = RecordCodec.of(Counted.class).encode(new Counted(value, Duration.ZERO));
        assertThat(hex(bytes)).endsWith("a143" + form + "a14400");
        assertThat(RecordCodec.of(Counted.class).decode(bytes).c()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "-9223372036854775808, d38000000000000000",
        "-2147483649, d3ffffffff7fffffff",
        "9223372036854775807, cf7fffffffffffffff"
    })
    void durations_have_a_sign(long nanos, String form) throws WireException {
        var value = new Counted(0, Duration.ofNanos(nanos));
        byte[] bytes = RecordCodec.of(Counted.class).encode(value);
        assertThat(hex(bytes)).endsWith("a14300a144" + form);
        assertThat(RecordCodec.of(Counted.class).decode(bytes)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "d401aa",
        "d502aabb",
        "d603aabbccdd",
        "d7040011223344556677",
        "d80500112233445566778899aabbccddeeff",
        "c70206aabb",
        "c8000107aa",
        "c90000000108aa",
        "dc0002c2c3",
        "dd00000001c0",
        "de0001a1610f",
        "df00000001a161cb3ff0000000000000",
        "ca3f800000",
        "91919180",
        "c5000161",
        "c60000000161",
        "d3ffffffffffffffff"
    })
    void unknown_keys_are_skipped_whatever_they_hold(String value) throws WireException {
        assertThat(decode("83a15a" + value + "a141a178a14205")).isEqualTo(new Small("x", 5));
        for (int cut = 2; cut < value.length(); cut += 2) {
            String hex = "81a15a" + value.substring(0, cut);
            assertThatThrownBy(() -> decode(hex)).isInstanceOf(WireException.class);
        }
    }

    private static Small decode(String hex) throws WireException {
        return RecordCodec.of(Small.class).decode(bytes(hex));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
