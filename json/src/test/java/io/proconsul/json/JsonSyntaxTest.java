package io.proconsul.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

/** The texts were asked of 1.8.7: bodies of {@code PUT /v1/session/create}, and files. */
class JsonSyntaxTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x          | 'x' looking for beginning of value",
                "{bad       | 'b' looking for beginning of object key string",
                "{,}        | ',' looking for beginning of object key string",
                "{\"a\":1,} | '}' looking for beginning of object key string",
                "{\"a\" 1}  | '1' after object key",
                "{\"a\":1 \"b\"} | '\"' after object key:value pair",
                "[1 2]      | '2' after array element",
                "[1,]       | ']' looking for beginning of value",
                "\"\\x\"    | 'x' in string escape code",
                "\"\\u12g4\" | 'g' in \\u hexadecimal character escape",
                "-x         | 'x' in numeric literal",
                "[01]       | '1' after array element",
                "1.x        | 'x' after decimal point in numeric literal",
                "1ex        | 'x' in exponent of numeric literal",
                "1e+x       | 'x' in exponent of numeric literal",
                "trux       | 'x' in literal true (expecting 'e')",
                "nope       | 'o' in literal null (expecting 'u')",
                "falze      | 'z' in literal false (expecting 's')",
                "'a'        | '\\'' looking for beginning of value",
                "\\         | '\\\\' looking for beginning of value",
                ".5         | '.' looking for beginning of value",
            })
    void a_syntax_error_is_named_as_go_names_it(String text, String rest) {
        assertThatThrownBy(() -> JsonReader.ofFirst(bytes(text)))
                .isInstanceOf(JsonException.class)
                .hasMessage("invalid character " + rest);
        assertThatThrownBy(() -> JsonReader.ofWhole(text)).hasMessage("invalid character " + rest);
    }

    @ParameterizedTest
    @CsvSource({
        "00, \\x00",
        "07, \\a",
        "08, \\b",
        "0b, \\v",
        "0c, \\f",
        "1f, \\x1f",
        "7f, \\u007f",
        "80, \\u0080",
        "a0, \\u00a0",
        "ad, \\u00ad",
        "ef, ï",
        "ff, ÿ"
    })
    void an_odd_byte_is_shown_as_go_quotes_it(String hex, String shown) {
        byte[] text = {(byte) Integer.parseInt(hex, 16)};
        assertThatThrownBy(() -> JsonReader.ofFirst(text))
                .hasMessage("invalid character '" + shown + "' looking for beginning of value");
    }

    @Test
    void a_byte_order_mark_is_a_syntax_error() {
        assertThatThrownBy(() -> JsonReader.ofFirst(bytes("\uFEFF{}")))
                .hasMessage("invalid character 'ï' looking for beginning of value");
    }

    @Test
    void a_line_feed_in_a_string_is_a_syntax_error() {
        assertThatThrownBy(() -> JsonReader.ofFirst(bytes("\"a\nb\"")))
                .hasMessage("invalid character '\\n' in string literal");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "[",
                "[1",
                "[1,",
                "tr",
                "\"abc",
                "\"\\",
                "\"\\u12",
                "-",
                "1.",
                "1e",
                "1e-"
            })
    void a_cut_body_is_an_unexpected_eof(String text) {
        assertThatThrownBy(() -> JsonReader.ofFirst(bytes(text))).hasMessage("unexpected EOF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n\t "})
    void a_body_without_a_value_is_an_eof(String text) {
        assertThatThrownBy(() -> JsonReader.ofFirst(bytes(text))).hasMessage("EOF");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\"",
                "{\"a\":1,",
                "[",
                "[1",
                "[1,",
                "\"abc",
                "[12",
                "\"a\\"
            })
    void a_cut_file_ends_unexpectedly(String text) {
        String message =
                text.endsWith("\\")
                        ? "invalid character ' ' in string escape code"
                        : "unexpected end of JSON input";
        assertThatThrownBy(() -> JsonReader.ofWhole(text)).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "tr, in literal true (expecting 'u')",
        "-, in numeric literal",
        "1., after decimal point in numeric literal",
        "1e, in exponent of numeric literal"
    })
    void a_file_cut_inside_a_word_blames_a_blank(String text, String context) {
        assertThatThrownBy(() -> JsonReader.ofWhole(text))
                .hasMessage("invalid character ' ' " + context);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5x", "{} x", "null{", "\"a\"}", "[]]"})
    void only_the_first_value_of_a_body_counts(String text) throws JsonException {
        JsonReader.ofFirst(bytes(text)).skip();
        char extra = text.charAt(text.length() - 1);
        assertThatThrownBy(() -> JsonReader.ofWhole(text))
                .hasMessage("invalid character '" + extra + "' after top-level value");
    }

    @Test
    void ten_thousand_levels_are_read_and_one_more_is_refused() throws JsonException {
        JsonReader.ofWhole("[".repeat(10_000) + "]".repeat(10_000)).skip();
        JsonReader.ofWhole("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)).skip();
        assertThatThrownBy(() -> JsonReader.ofFirst(bytes("[".repeat(10_001))))
                .hasMessage("invalid character '[' exceeded max depth");
        assertThatThrownBy(() -> JsonReader.ofFirst(bytes("{\"a\":".repeat(10_001))))
                .hasMessage("invalid character '{' exceeded max depth");
    }

    @Test
    void brackets_must_match_at_every_depth() {
        String text = "[{\"a\":[".repeat(100) + "]}]".repeat(99) + "]}}";
        assertThatThrownBy(() -> JsonReader.ofWhole(text))
                .hasMessage("invalid character '}' after array element");
    }

    @Test
    void an_error_knows_its_place_in_characters() {
        var error =
                catchThrowableOfType(
                        JsonException.class, () -> JsonReader.ofWhole("{\n \"naïve\": nil}"));
        assertThat(error.position()).isEqualTo(new JsonPosition(14, 2, 12));
        assertThat(error.position()).hasToString("2:12");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
