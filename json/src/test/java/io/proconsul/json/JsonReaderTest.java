package io.proconsul.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

class JsonReaderTest {
    @Test
    void members_are_read_in_order_and_unknown_ones_skipped() throws JsonException {
        var reader =
                JsonReader.ofWhole(
                        """
                        { "Name" : "web", "Extra": {"a": [1, {"b": "}"}], "c": -1.5E+3},
                          "Port": 80, "Up": true, "Down":false, "Meta": null, "Tags": [ "a" , "b" ] }
                        """);
        var seen = new ArrayList<String>();
        reader.beginObject();
        while (reader.nextMember()) {
            seen.add(reader.name() + "=" + read(reader));
        }
        assertThat(seen)
                .containsExactly(
                        "Name=web",
                        "Extra=skipped",
                        "Port=80",
                        "Up=true",
                        "Down=false",
                        "Meta=null",
                        "Tags=[a, b]");
    }

    private static String read(JsonReader reader) throws JsonException {
        return switch (reader.peek()) {
            case STRING -> reader.string();
            case NUMBER -> reader.number();
            case BOOL -> Boolean.toString(reader.bool());
            case NULL -> reader.takeNull() ? "null" : "not null";
            case ARRAY -> strings(reader).toString();
            case OBJECT -> {
                reader.skip();
                yield "skipped";
            }
        };
    }

    private static List<String> strings(JsonReader reader) throws JsonException {
        var strings = new ArrayList<String>();
        reader.beginArray();
        while (reader.nextElement()) {
            strings.add(reader.string());
        }
        return strings;
    }

    @Test
    void empty_objects_and_arrays_have_nothing_in_them() throws JsonException {
        var reader = JsonReader.ofWhole(" [ { } , [ ] ] ");
        reader.beginArray();
        assertThat(reader.nextElement()).isTrue();
        reader.beginObject();
        assertThat(reader.nextMember()).isFalse();
        assertThat(reader.nextElement()).isTrue();
        reader.beginArray();
        assertThat(reader.nextElement()).isFalse();
        assertThat(reader.nextElement()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "\\n\\t\\r\\b\\f\\/\\\\, 0a090d08 0c2f5c",
        "\\u0041\\u00e9\\u20AC, 41c3a9e282ac",
        "\\ud83d\\ude00, f09f9880",
        "\\ud83dx, efbfbd78",
        "\\ud83d\\u0041, efbfbd41",
        "\\ude00\\ud83d, efbfbdefbfbd",
        "\\ud83d\\n, efbfbd0a",
        "\\ud83d\\ud83d\\ude00, efbfbdf09f9880"
    })
    void escapes_become_characters(String content, String hex) throws JsonException {
        String read = JsonReader.ofWhole('"' + content + '"').string();
        assertThat(read.getBytes(StandardCharsets.UTF_8))
                .isEqualTo(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    @ParameterizedTest
    @CsvSource({
        "c3a9, é",
        "e282ac, €",
        "f09f9880, 😀",
        "efbfbd, \uFFFD",
        "80, \uFFFD",
        "c3, \uFFFD",
        "e282, \uFFFD\uFFFD",
        "e28241, \uFFFD\uFFFDA",
        "c080, \uFFFD\uFFFD",
        "eda080, \uFFFD\uFFFD\uFFFD",
        "f09f98, \uFFFD\uFFFD\uFFFD",
        "f4908080, \uFFFD\uFFFD\uFFFD\uFFFD",
        "efbf41, \uFFFD\uFFFDA",
        "ff41ff, \uFFFDA\uFFFD"
    })
    void each_byte_that_is_no_utf8_becomes_one_replacement(String hex, String wanted)
            throws JsonException {
        byte[] text = HexFormat.of().parseHex("22" + hex + "22");
        assertThat(JsonReader.ofFirst(text).string()).isEqualTo(wanted);
    }

    @Test
    void numbers_keep_their_spelling() throws JsonException {
        var reader = JsonReader.ofWhole("[0,-0,1.50,1E+09,18446744073709551615]");
        var numbers = new ArrayList<String>();
        reader.beginArray();
        while (reader.nextElement()) {
            numbers.add(reader.number());
        }
        assertThat(numbers).containsExactly("0", "-0", "1.50", "1E+09", "18446744073709551615");
    }

    @Test
    void a_number_may_end_the_text() throws JsonException {
        assertThat(JsonReader.ofWhole("12").number()).isEqualTo("12");
        assertThat(JsonReader.ofFirst("12x".getBytes(StandardCharsets.UTF_8)).number())
                .isEqualTo("12");
    }

    @Test
    void asking_for_the_wrong_type_says_what_is_there() throws JsonException {
        var reader = JsonReader.ofWhole("\n  [1]");
        assertThatThrownBy(reader::string)
                .isInstanceOfSatisfying(
                        JsonException.class,
                        e -> assertThat(e.position()).isEqualTo(new JsonPosition(3, 2, 3)))
                .hasMessage("expected string, found array");
    }

    @Test
    void names_and_values_know_where_they_stand() throws JsonException {
        var reader = JsonReader.ofWhole("{\"é\":\n  {\"b\": 7}}");
        reader.beginObject();
        assertThat(reader.nextMember()).isTrue();
        assertThat(reader.namePosition()).isEqualTo(new JsonPosition(1, 1, 2));
        assertThat(reader.position()).isEqualTo(new JsonPosition(9, 2, 3));
        reader.beginObject();
        assertThat(reader.nextMember()).isTrue();
        assertThat(reader.position()).isEqualTo(new JsonPosition(15, 2, 9));
        assertThat(reader.namePosition()).isEqualTo(new JsonPosition(10, 2, 4));
    }

    @Test
    void raw_values_keep_every_byte() throws JsonException {
        var reader = JsonReader.ofWhole("[ {\"a\" : [1, 2 ]} ,\"x\" ]");
        reader.beginArray();
        assertThat(reader.nextElement()).isTrue();
        assertThat(reader.raw()).asString().isEqualTo("{\"a\" : [1, 2 ]}");
        assertThat(reader.nextElement()).isTrue();
        assertThat(reader.raw()).asString().isEqualTo("\"x\"");
    }
}
