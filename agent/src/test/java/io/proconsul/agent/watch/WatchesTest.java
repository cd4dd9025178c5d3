package io.proconsul.agent.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.model.watch.WatchPlan;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.random.Chance;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

class WatchesTest {
    private static final String FAILURE = "no leader";

    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

    /** By path: one that was stopped and has not noticed yet must not take another's answer. */
    private final Map<String, BlockingQueue<WatchSource.Answer>> answers =
            new ConcurrentHashMap<>();

    /** Who asked last of those the test has seen. */
    private String asking = "";

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final BlockingQueue<Duration> pauses = new LinkedBlockingQueue<>();

    /** Time that is over as soon as somebody waits for it. */
    private final Timers impatient =
            (delay, task) -> {
                pauses.add(delay);
                task.run();
                return () -> {};
            };

    private final Watches watches =
            new Watches(
                    this::ask,
                    (handler, index, text) -> told.add(handler.name() + " " + index + " " + text),
                    impatient,
                    Chance.seeded(1));

    @AfterEach
    void stop() {
        watches.close();
    }

    private WatchSource.Answer ask(WatchPlan plan, long index, String token) throws IOException {
        asked.add(plan.path() + " " + index);
        try {
            WatchSource.Answer answer = answersTo(plan.path()).take();
            if (!answer.found() && answer.index() == 0) {
                throw new IOException(FAILURE);
            }
            return answer;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", stopped);
        }
    }

    private void answer(long index, String json) throws InterruptedException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        answersTo(asking)
                .offer(new WatchSource.Answer(index, !json.isEmpty(), body), 20, TimeUnit.SECONDS);
    }

    private BlockingQueue<WatchSource.Answer> answersTo(String path) {
        return answers.computeIfAbsent(path, _ -> new SynchronousQueue<>());
    }

    private String nextAsked() throws InterruptedException {
        String question = next(asked);
        asking = question.substring(0, question.lastIndexOf(' '));
        return question;
    }

    private static String next(BlockingQueue<String> queue) throws InterruptedException {
        return String.valueOf(queue.poll(20, TimeUnit.SECONDS));
    }

    private void watch(String type, String program) {
        watches.replace(
                WatchReader.read(List.of(Map.of("type", type, "args", List.of(program))), ""));
    }

    @Test
    void a_handler_is_told_of_changes_and_only_of_changes() throws InterruptedException {
        watch("services", "p");
        assertThat(nextAsked()).isEqualTo("/v1/catalog/services 0");
        answer(5, "{\"consul\":[]}");
        assertThat(next(told)).isEqualTo("[p] 5 {\"consul\":[]}");
        assertThat(nextAsked()).isEqualTo("/v1/catalog/services 5");
        answer(7, "{\"consul\":[]}");
        assertThat(nextAsked()).isEqualTo("/v1/catalog/services 7");
        answer(8, "{\"consul\":[],\"web\":[]}");
        assertThat(next(told)).isEqualTo("[p] 8 {\"consul\":[],\"web\":[]}");
    }

    @Test
    void a_failure_is_waited_out_and_forgets_the_index() throws InterruptedException {
        watch("nodes", "p");
        assertThat(nextAsked()).endsWith(" 0");
        answer(5, "[]");
        assertThat(next(told)).isEqualTo("[p] 5 []");
        assertThat(nextAsked()).endsWith(" 5");
        answer(0, "");
        assertThat(pauses.poll(20, TimeUnit.SECONDS))
                .isBetween(Duration.ofMillis(4500), Duration.ofSeconds(5));
        assertThat(nextAsked()).endsWith(" 0");
        answer(5, "[]");
        assertThat(next(told)).isEqualTo("[p] 5 []");
    }

    @Test
    void other_watches_take_the_place_of_those_before() throws InterruptedException {
        watch("nodes", "p");
        assertThat(nextAsked()).isEqualTo("/v1/catalog/nodes 0");
        watch("services", "q");
        assertThat(nextAsked()).isEqualTo("/v1/catalog/services 0");
        answer(3, "{}");
        assertThat(next(told)).isEqualTo("[q] 3 {}");
    }
}
