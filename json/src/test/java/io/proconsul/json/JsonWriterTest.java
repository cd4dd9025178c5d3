package io.proconsul.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

class JsonWriterTest {
    private static final MemberName NAME = new MemberName("Name");

    private static JsonWriter sample(JsonWriter out) {
        out.beginObject();
        out.name(NAME).string("web");
        out.name("Tags").beginArray().string("a").string("b").endArray();
        out.name("None").beginArray().endArray();
        out.name("Meta").beginObject().endObject();
        out.name("Up").bool(true).name("Gone").nothing().name("Port").number(80);
        return out.endObject();
    }

    @Test
    void compact_text_has_no_white_space() {
        assertThat(sample(new JsonWriter()))
                .hasToString(
                        "{\"Name\":\"web\",\"Tags\":[\"a\",\"b\"],\"None\":[],\"Meta\":{},"
                                + "\"Up\":true,\"Gone\":null,\"Port\":80}");
    }

    @Test
    void indented_text_is_laid_out_as_go_does() {
        assertThat(sample(JsonWriter.indented("    ")).lineFeed())
                .hasToString(
                        """
                        {
                            "Name": "web",
                            "Tags": [
                                "a",
                                "b"
                            ],
                            "None": [],
                            "Meta": {},
                            "Up": true,
                            "Gone": null,
                            "Port": 80
                        }
                        """);
    }

    @Test
    void elements_of_arrays_are_separated_whatever_they_are() {
        var out = new JsonWriter();
        out.beginArray().beginObject().endObject().beginArray().endArray();
        out.base64(new byte[] {1}).raw("{}".getBytes(StandardCharsets.UTF_8));
        out.unsigned(-1).number(1.5).endArray();
        assertThat(out).hasToString("[{},[],\"AQ==\",{},18446744073709551615,1.5]");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "a<b>&c|a\\u003cb\\u003e\\u0026c",
                "say \"x\\y\"|say \\\"x\\\\y\\\"",
                "é€😀|é€😀",
                "'/'|'/'"
            })
    void text_is_escaped_as_go_does(String text, String wanted) {
        assertThat(new JsonWriter().string(text)).hasToString('"' + wanted + '"');
    }

    @Test
    void control_characters_and_separators_are_escaped() {
        assertThat(new JsonWriter().string("\0\b\t\n\f\r\u001f\u007f\u2028\u2029"))
                .hasToString("\"\\u0000\\u0008\\t\\n\\u000c\\r\\u001f\u007f\\u2028\\u2029\"");
    }

    @Test
    void half_a_surrogate_pair_is_written_as_a_replacement() {
        assertThat(new JsonWriter().string("a\ud83db\ude00")).hasToString("\"a\\ufffdb\\ufffd\"");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0",
        "1, 1",
        "-2.5, -2.5",
        "100, 100",
        "123456789, 123456789",
        "0.1, 0.1",
        "1e-6, 0.000001",
        "1e-5, 0.00001",
        "9.9e-7, 9.9e-7",
        "1.25e-10, 1.25e-10",
        "1e20, 100000000000000000000",
        "1e21, 1e+21",
        "-1.5e300, -1.5e+300",
        "2e23, 2e+23",
        "4.9e-324, 5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "0.30000000000000004, 0.30000000000000004",
        "5e-7, 5e-7",
        "12345678901234567890, 12345678901234567000"
    })
    void floats_have_the_shortest_form(double value, String wanted) {
        assertThat(new JsonWriter().number(value)).hasToString(wanted);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void what_json_cannot_say_is_refused(double value) {
        assertThatThrownBy(() -> new JsonWriter().number(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("json: unsupported value: ");
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                9,
                10,
                -1,
                99,
                100,
                Integer.MAX_VALUE,
                Integer.MIN_VALUE,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                999_999_999_999_999_999L,
                1_000_000_000_000_000_000L
            })
    void integers_are_written_in_full(long value) {
        assertThat(new JsonWriter().number(value)).hasToString(Long.toString(value));
    }

    @Test
    void base64_is_that_of_the_jdk_for_every_length() {
        var random = new Random(7);
        for (int size = 0; size < 400; size++) {
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            assertThat(new JsonWriter().base64(bytes))
                    .hasToString('"' + Base64.getEncoder().encodeToString(bytes) + '"');
        }
    }

    @Test
    void the_buffer_is_handed_out_without_what_lies_behind_the_text() {
        var out = JsonWriter.ofSize(1000).string("abc");
        assertThat(out.toByteBuffer().remaining()).isEqualTo(5).isEqualTo(out.length());
        assertThat(out.toByteArray()).asString().isEqualTo("\"abc\"");
    }
}
