package io.proconsul.model.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.proconsul.model.wire.Wire;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

class FilterTest {
    record Part(String name, int size) {}

    record Thing(
            String name,
            long count,
            double share,
            Duration age,
            @Nullable Part part,
            @Nullable List<Double> numbers,
            @Nullable Map<String, List<String>> headers,
            @Wire(selectable = false) String hidden) {}

    private static final Thing THING =
            new Thing(
                    "a",
                    -1,
                    1.5,
                    Duration.ofSeconds(1),
                    null,
                    List.of(1.0, 2.5),
                    Map.of("h", List.of("x", "y")),
                    "");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Count == 18446744073709551615 | true",
                "Count == 1                    | false",
                "Share == 1.5                  | true",
                "Share != 1.50                 | false",
                "Age == 1000000000             | true",
                "2.5 in Numbers                | true",
                "Numbers contains 3            | false",
                "Headers.h contains y          | true",
                "z in Headers.h                | false",
                "Headers.h is empty            | false",
                "Headers.i is empty            | true",
                "Headers.i is not empty        | false",
                "z not in Headers.i            | true",
                "Part.Name == x                | false",
                "Part.Name != x                | true"
            })
    void every_type_of_field_is_compared(String expression, boolean passes) throws FilterException {
        assertThat(Filter.compile(expression, Thing.class).test(THING)).isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Hidden == a|Selector \"Hidden\" is not valid",
                "Part.Nope.x == a|Selector \"Part.Nope\" is not valid",
                "Numbers.x == a|Selector \"Numbers.x\" is not valid",
                "Count == -1|Failed to coerce value \"-1\" for selector \"Count\":"
                        + " strconv.ParseUint: parsing \"-1\": invalid syntax",
                "x in Numbers|Failed to coerce value \"x\" for selector \"Numbers\":"
                        + " strconv.ParseFloat: parsing \"x\": invalid syntax",
                "Part is empty|Invalid match operator \"Is Empty\" for selector \"Part\""
            })
    void what_cannot_be_asked_is_refused(String expression, String message) {
        assertThatThrownBy(() -> Filter.compile(expression, Thing.class))
                .isInstanceOf(FilterException.class)
                .hasMessage("Failed to create boolean expression evaluator: " + message);
    }

    @Test
    void an_empty_expression_lets_everything_pass() throws FilterException {
        assertThat(Filter.compile("", Thing.class).apply(List.of(THING))).containsExactly(THING);
    }

    @Test
    void lists_and_maps_keep_their_order() throws FilterException {
        var filter = Filter.compile("Size != 2", Part.class);
        var a = new Part("a", 1);
        var b = new Part("b", 2);
        var c = new Part("c", 3);
        assertThat(filter.apply(List.of(c, b, a))).containsExactly(c, a);
        var byName = new LinkedHashMap<String, Part>();
        byName.put("c", c);
        byName.put("b", b);
        byName.put("a", a);
        assertThat(filter.apply(byName)).containsExactly(Map.entry("c", c), Map.entry("a", a));
    }

    @Test
    void nesting_is_bounded_and_deep_expressions_take_linear_time() throws FilterException {
        String deep = "(".repeat(200) + "Name == a" + ")".repeat(200);
        assertThat(Filter.compile(deep, Thing.class).test(THING)).isTrue();
        assertThatThrownBy(() -> Filter.compile("(" + deep + ")", Thing.class))
                .isInstanceOf(FilterException.class)
                .hasMessageContaining("more than 200 levels");
        assertThatThrownBy(() -> Filter.compile("not ".repeat(300) + "Name == a", Thing.class))
                .isInstanceOf(FilterException.class)
                .hasMessageContaining("more than 200 levels");
    }

    @Test
    void long_chains_are_fine_and_length_is_bounded() throws FilterException {
        String chain = "Name == b or ".repeat(5_000) + "Name == a";
        assertThat(Filter.compile(chain, Thing.class).test(THING)).isTrue();
        assertThatThrownBy(() -> Filter.compile(chain.repeat(3), Thing.class))
                .isInstanceOf(FilterException.class)
                .hasMessageContaining("more than 131072 characters");
    }

    @Test
    void broken_expressions_are_refused_or_understood_and_nothing_else() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        String[] words = {
            "Name",
            "==",
            "!=",
            "a",
            "\"b",
            "\"",
            "`",
            "(",
            ")",
            " ",
            " ",
            " ",
            "not",
            "and",
            "or",
            "in",
            "is",
            "empty",
            "matches",
            "contains",
            "[",
            "]",
            ".",
            "5",
            "-",
            "0",
            "\\x4",
            "é",
            "\n",
            "Headers",
            "Count"
        };
        for (int round = 0; round < 20_000; round++) {
            var expression = new StringBuilder();
            for (int length = random.nextInt(14); length >= 0; length--) {
                expression.append(words[random.nextInt(words.length)]);
                expression.append(random.nextInt(3) == 0 ? "" : " ");
            }
            try {
                var _ = Filter.compile(expression.toString(), Thing.class).test(THING);
            } catch (FilterException expected) {
                assertThat(expected.getMessage()).isNotEmpty();
            } catch (RuntimeException | Error e) {
                fail("seed " + seed + ": " + expression, e);
            }
        }
    }
}
