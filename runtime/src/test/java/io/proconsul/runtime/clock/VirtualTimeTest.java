package io.proconsul.runtime.clock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class VirtualTimeTest {
    private final VirtualTime time = new VirtualTime();
    private final List<String> ran = new ArrayList<>();

    @Test
    void tasks_run_when_due_in_order_and_see_their_own_time() {
        time.after(Duration.ofSeconds(2), () -> ran.add("b at " + time.nanos() / 1_000_000_000));
        time.after(
                Duration.ofSeconds(1), () -> time.after(Duration.ofSeconds(1), () -> ran.add("c")));
        time.after(Duration.ofSeconds(9), () -> ran.add("late"));

        time.pass(Duration.ofSeconds(3));

        assertThat(ran).containsExactly("b at 2", "c");
        assertThat(time.pending()).isEqualTo(1);
    }

    @Test
    void a_cancelled_task_never_runs() {
        Timers.Timer timer = time.after(Duration.ofSeconds(1), () -> ran.add("never"));

        timer.cancel();
        time.pass(Duration.ofMinutes(1));

        assertThat(ran).isEmpty();
    }
}
