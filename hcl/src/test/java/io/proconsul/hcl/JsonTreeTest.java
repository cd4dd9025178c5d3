package io.proconsul.hcl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

class JsonTreeTest {
    @Test
    void json_numbers_are_fractions_and_objects_are_tables() throws HclException {
        assertThat(Trees.show(Objects.requireNonNull(json("{\"a\": 1, \"b\": {\"c\": [null]}}"))))
                .isEqualTo("{a=1.0, b={c=[null]}}");
    }

    @Test
    void null_is_no_source() throws HclException {
        assertThat(json(" null ")).isNull();
    }

    @Test
    void values_and_keys_know_their_place() throws HclException {
        Value.Table table = Objects.requireNonNull(json("{\n  \"a\": 1,\n  \"b\": [true]\n}"));
        assertThat(Trees.member(table, "b").keyAt()).hasToString("t.json:3:3");
        assertThat(Trees.member(table, "b").value().at()).hasToString("t.json:3:8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "{\"a\":1,} => invalid character '}' looking for beginning of object key string",
                "{\"a\":1 => unexpected end of JSON input",
                "[] => json: cannot unmarshal array into Go value of type map[string]interface {}",
                "\"x\" => json: cannot unmarshal string into Go value of type map[string]interface"
                        + " {}",
                "7 => json: cannot unmarshal number into Go value of type map[string]interface {}",
                "true => json: cannot unmarshal bool into Go value of type map[string]interface {}",
                "{\"a\":1e999} => json: cannot unmarshal number 1e999 into Go value of type"
                        + " float64",
            })
    void wrong_json_is_told_as_go_tells_it(String text, String message) {
        assertThatThrownBy(() -> json(text)).isInstanceOf(HclException.class).hasMessage(message);
    }

    private static Value.@Nullable Table json(String text) throws HclException {
        return TreeReader.json("t.json", text.getBytes(StandardCharsets.UTF_8));
    }
}
