package io.proconsul.hcl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Whatever the bytes, reading ends with a tree or with the declared exception. */
class FuzzTest {
    private static final String[] WORDS = {
        "a", "b.c", "\"", "\"x\"", "{", "}", "[", "]", "=", ",", " ", "\n", "#", "/*", "*/", "//",
        "<<E\n", "\nE\n", "<<-", "\\", "\\u12", "\\x", "${", "1", "0x", "08", "1.", "e", "-",
        "true", "null", ":", "\u00e9", "\0", "\uE123", "\r\n", "'"
    };
    private static final int ROUNDS = 30_000;

    @Test
    void random_words_never_break_the_reader() {
        int trees = 0;
        for (long seed = 1; seed <= ROUNDS; seed++) {
            trees += readsOrRefuses(seed, words(new Random(seed)));
        }
        assertThat(trees).as("some texts are well formed").isPositive();
    }

    @Test
    void random_bytes_never_break_the_reader() {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            var random = new Random(seed);
            byte[] content = new byte[random.nextInt(24)];
            random.nextBytes(content);
            assertThat(readsOrRefuses(seed, content)).isBetween(0, 1);
        }
    }

    private static byte[] words(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            text.append(WORDS[random.nextInt(WORDS.length)]);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static int readsOrRefuses(long seed, byte[] content) {
        try {
            TreeReader.hcl("fuzz", content);
            return 1;
        } catch (HclException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
            return 0;
        } catch (RuntimeException | StackOverflowError broken) {
            String text = new String(content, StandardCharsets.UTF_8);
            throw new AssertionError("seed " + seed + ": <" + text + ">", broken);
        }
    }
}
