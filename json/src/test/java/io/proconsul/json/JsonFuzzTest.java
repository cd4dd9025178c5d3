package io.proconsul.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

class JsonFuzzTest {
    private static final int ROUNDS = 20_000;
    private static final String SAMPLE =
            "{\"a\":[1,-2.5e3,true,false,null,\"x\\u00e9\\ud83d\\ude00\\n\"],\"b\":{\"c\":\"é\"}}";

    @Test
    void broken_text_is_refused_or_read_and_nothing_else() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] text = broken(random);
            try {
                JsonValue.read(JsonReader.ofFirst(text));
                JsonValue.parse(text);
            } catch (JsonException expected) {
                assertThat(expected.position().offset()).isBetween(0, text.length);
                refused++;
            } catch (RuntimeException e) {
                fail("seed " + seed + ", round " + round, e);
            }
        }
        assertThat(refused).isGreaterThan(ROUNDS / 4);
    }

    private static byte[] broken(Random random) {
        byte[] text = SAMPLE.getBytes(StandardCharsets.UTF_8);
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            byte any = (byte) random.nextInt(256);
            byte likely = (byte) "{}[]\",:\\u019eE+-. \ntfn".charAt(random.nextInt(22));
            text[random.nextInt(text.length)] = random.nextBoolean() ? any : likely;
        }
        boolean cut = random.nextInt(3) == 0;
        return cut ? Arrays.copyOf(text, random.nextInt(text.length)) : text;
    }

    @Test
    void what_is_written_reads_back_the_same() throws JsonException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            String text = anyText(random);
            double number = Double.longBitsToDouble(random.nextLong());
            var out = round % 2 == 0 ? new JsonWriter() : JsonWriter.indented(" ");
            out.beginObject().name(text).string(text).name("n");
            out.number(Double.isFinite(number) ? number : 0).endObject();
            var reader = JsonReader.ofWhole(out.toByteArray());
            reader.beginObject();
            assertThat(reader.nextMember()).isTrue();
            assertThat(reader.name()).as("seed %d", seed).isEqualTo(text);
            assertThat(reader.string()).as("seed %d", seed).isEqualTo(text);
            assertThat(reader.nextMember()).isTrue();
            assertThat(Double.parseDouble(reader.number()))
                    .as("seed %d", seed)
                    .isEqualTo(Double.isFinite(number) ? number : 0);
            assertThat(reader.nextMember()).isFalse();
        }
    }

    private static String anyText(Random random) {
        var text = new StringBuilder();
        int length = random.nextInt(40);
        for (int i = 0; i < length; i++) {
            int rune = random.nextInt(random.nextBoolean() ? 0x80 : 0x11_0000);
            text.appendCodePoint(rune >= 0xD800 && rune <= 0xDFFF ? '?' : rune);
        }
        return text.toString();
    }
}
