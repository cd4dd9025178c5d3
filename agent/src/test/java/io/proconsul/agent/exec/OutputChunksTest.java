package io.proconsul.agent.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.agent.exec.OutputChunks.Next;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The times and sizes are those of keys that a genuine agent wrote. */
class OutputChunksTest {
    private final OutputChunks chunks = new OutputChunks(Duration.ofSeconds(2), 0);

    private static long at(int millis) {
        return Duration.ofMillis(millis).toNanos();
    }

    private void add(int millis, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        chunks.add(at(millis), bytes, bytes.length);
    }

    private String next(int millis) {
        return switch (chunks.next(at(millis))) {
            case Next.Store(int number, byte[] bytes) ->
                    number + ":" + new String(bytes, StandardCharsets.UTF_8);
            case Next.Pause(Duration time) -> "pause " + time.toMillis();
            case Next.Done() -> "done";
        };
    }

    @Test
    void what_was_printed_is_stored_when_nothing_more_came_for_half_a_second() {
        add(100, "a");
        assertThat(next(100)).isEqualTo("pause 500");
        add(400, "b");
        assertThat(next(600)).isEqualTo("pause 300");
        assertThat(next(900)).isEqualTo("0:ab");
        assertThat(next(900)).isEqualTo("pause 2000");
    }

    @Test
    void a_program_that_prints_often_gives_signs_of_life_until_its_output_is_stored() {
        add(1900, "a");
        assertThat(next(1900)).isEqualTo("pause 100");
        assertThat(next(2000)).isEqualTo("0:");
        assertThat(next(2000)).isEqualTo("pause 400");
        assertThat(next(2400)).isEqualTo("1:a");
    }

    @Test
    void a_full_chunk_is_stored_at_once_and_none_is_longer() {
        add(0, "x".repeat(2 * OutputChunks.SIZE + 3));

        assertThat(next(0)).isEqualTo("0:" + "x".repeat(OutputChunks.SIZE));
        assertThat(next(0)).isEqualTo("1:" + "x".repeat(OutputChunks.SIZE));
        assertThat(next(0)).isEqualTo("pause 500");
        assertThat(next(500)).isEqualTo("2:xxx");
    }

    @Test
    void the_end_stores_the_rest_and_then_is_done() {
        add(0, "a");
        chunks.end();
        assertThat(next(1)).isEqualTo("0:a");
        assertThat(next(1)).isEqualTo("done");
    }

    @Test
    void there_is_room_for_a_bounded_number_of_chunks() {
        add(0, "x".repeat(OutputChunks.SIZE * (OutputChunks.MAX_WAITING - 1)));
        assertThat(chunks.hasRoom()).isTrue();
        add(0, "x".repeat(OutputChunks.SIZE));
        assertThat(chunks.hasRoom()).isFalse();
        assertThat(next(0)).startsWith("0:");
        assertThat(chunks.hasRoom()).isTrue();
    }
}
