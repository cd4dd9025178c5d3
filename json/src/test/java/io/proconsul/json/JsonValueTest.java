package io.proconsul.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.json.JsonValue.JsonArray;
import io.proconsul.json.JsonValue.JsonBool;
import io.proconsul.json.JsonValue.JsonNull;
import io.proconsul.json.JsonValue.JsonNumber;
import io.proconsul.json.JsonValue.JsonObject;
import io.proconsul.json.JsonValue.JsonString;

import org.junit.jupiter.api.Test;

import java.util.List;

class JsonValueTest {
    @Test
    void a_tree_keeps_order_types_and_places() throws JsonException {
        var tree = (JsonObject) JsonValue.parse("{\"b\":[1,\"x\",true,null],\n\"a\":{}}");
        assertThat(tree.members().sequencedKeySet()).containsExactly("b", "a");
        assertThat(tree.get("b"))
                .isEqualTo(
                        new JsonArray(
                                List.of(
                                        new JsonNumber("1", new JsonPosition(6, 1, 7)),
                                        new JsonString("x", new JsonPosition(8, 1, 9)),
                                        new JsonBool(true, new JsonPosition(12, 1, 13)),
                                        new JsonNull(new JsonPosition(17, 1, 18))),
                                new JsonPosition(5, 1, 6)));
        var member = tree.members().lastEntry().getValue();
        assertThat(member.position()).isEqualTo(new JsonPosition(24, 2, 1));
        assertThat(member.value().token()).isEqualTo(JsonToken.OBJECT);
        assertThat(tree.get("absent")).isNull();
    }

    @Test
    void the_last_of_equal_names_counts() throws JsonException {
        var tree = (JsonObject) JsonValue.parse("{\"a\":1,\"b\":2,\"a\":3}");
        assertThat(tree.members().sequencedKeySet()).containsExactly("a", "b");
        assertThat(tree.get("a"))
                .isInstanceOfSatisfying(JsonNumber.class, n -> assertThat(n.text()).isEqualTo("3"));
    }

    @Test
    void a_tree_that_would_overflow_the_stack_is_refused() {
        assertThatThrownBy(() -> JsonValue.parse("[".repeat(5_000) + "]".repeat(5_000)))
                .isInstanceOf(JsonException.class)
                .hasMessage("exceeded max depth");
    }

    @Test
    void a_long_line_is_placed_in_linear_time() throws JsonException {
        var tree = (JsonArray) JsonValue.parse("[" + "1,".repeat(200_000) + "1]");
        assertThat(tree.elements().getLast().position().column()).isEqualTo(400_002);
    }
}
