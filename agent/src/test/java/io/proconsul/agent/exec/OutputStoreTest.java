package io.proconsul.agent.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.runtime.clock.VirtualTime;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

class OutputStoreTest {
    private final VirtualTime time = new VirtualTime();
    private final List<String> written = new ArrayList<>();
    private final List<CompletableFuture<Boolean>> answers = new ArrayList<>();
    private boolean slow;
    private final OutputStore output =
            new OutputStore(Duration.ofSeconds(2), time, time, this::write);

    private CompletableFuture<Boolean> write(int number, byte[] bytes) {
        written.add(number + ":" + new String(bytes, StandardCharsets.UTF_8));
        if (!slow) {
            return CompletableFuture.completedFuture(true);
        }
        answers.add(new CompletableFuture<>());
        return answers.getLast();
    }

    private void print(String text) throws InterruptedException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        output.take(bytes, bytes.length);
    }

    @Test
    void a_silent_program_gives_signs_of_life_until_it_ends() {
        output.start();
        time.pass(Duration.ofSeconds(5));
        CompletableFuture<Boolean> end = output.end();
        assertThat(end).isCompletedWithValue(true);
        time.pass(Duration.ofSeconds(5));
        assertThat(written).containsExactly("0:", "1:");
        assertThat(time.pending()).isZero();
    }

    @Test
    void chunks_are_written_one_after_the_other() throws InterruptedException {
        slow = true;
        output.start();
        print("a");
        time.pass(Duration.ofMillis(500));
        print("b");
        CompletableFuture<Boolean> end = output.end();
        assertThat(written).containsExactly("0:a");

        answers.getFirst().complete(true);
        assertThat(written).containsExactly("0:a", "1:b");
        assertThat(end).isNotDone();
        answers.getLast().complete(true);
        assertThat(end).isCompletedWithValue(true);
    }

    @Test
    void after_a_chunk_that_could_not_be_written_the_rest_is_dropped() throws InterruptedException {
        slow = true;
        output.start();
        print("a");
        time.pass(Duration.ofMillis(500));
        answers.getFirst().complete(false);

        for (int i = 0; i < 100; i++) {
            print("x".repeat(OutputChunks.SIZE));
        }
        assertThat(output.end()).isCompletedWithValue(false);
        time.pass(Duration.ofSeconds(9));
        assertThat(written).containsExactly("0:a");
    }

    @Test
    void who_prints_faster_than_can_be_written_waits() throws InterruptedException {
        slow = true;
        var printed = new CountDownLatch(OutputChunks.MAX_WAITING + 1);
        Thread program =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                while (true) {
                                    print("x".repeat(OutputChunks.SIZE));
                                    printed.countDown();
                                }
                            } catch (InterruptedException enough) {
                                Thread.currentThread().interrupt();
                            }
                        });
        printed.await(); // one is being written, the others wait
        while (program.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(written).hasSize(1);
        program.interrupt();
        program.join();
    }
}
