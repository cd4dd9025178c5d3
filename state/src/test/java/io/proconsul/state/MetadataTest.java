package io.proconsul.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;

/** The texts are those of 1.8.7. */
class MetadataTest {
    @Test
    void ordinary_pairs_are_fine() {
        assertThat(Metadata.problem(null)).isNull();
        assertThat(Metadata.problem(Map.of("Key_1-a", "any text, even with blanks"))).isNull();
        assertThat(Metadata.problem(Map.of("a".repeat(128), "v".repeat(512)))).isNull();
        assertThat(Metadata.problem(pairs(64))).isNull();
    }

    @Test
    void others_are_refused_with_the_reason() {
        assertThat(Metadata.problem(pairs(65)))
                .isEqualTo("Node metadata cannot contain more than 64 key/value pairs");
        assertThat(Metadata.problem(Map.of("", "y")))
                .isEqualTo("Couldn't load metadata pair ('', 'y'): Key cannot be blank");
        assertThat(Metadata.problem(Map.of("a b", "y")))
                .isEqualTo(
                        "Couldn't load metadata pair ('a b', 'y'): Key contains invalid"
                                + " characters");
        assertThat(Metadata.problem(Map.of("consul-x", "y")))
                .isEqualTo(
                        "Couldn't load metadata pair ('consul-x', 'y'): Key prefix 'consul-' is"
                                + " reserved for internal use");
        assertThat(Metadata.problem(Map.of("a".repeat(129), "y")))
                .endsWith("Key is too long (limit: 128 characters)");
        assertThat(Metadata.problem(Map.of("a", "y".repeat(513))))
                .endsWith("Value is too long (limit: 512 characters)");
    }

    private static Map<String, String> pairs(int count) {
        Map<String, String> pairs = new HashMap<>();
        for (int i = 0; i < count; i++) {
            pairs.put("k" + i, "v");
        }
        return pairs;
    }
}
