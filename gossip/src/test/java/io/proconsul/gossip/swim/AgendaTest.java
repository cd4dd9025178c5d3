package io.proconsul.gossip.swim;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.runtime.clock.VirtualTime;
import io.proconsul.runtime.random.Chance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

class AgendaTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualTime time = new VirtualTime();
    private final Agenda agenda = new Agenda(time);
    private final List<Integer> ran = new ArrayList<>();

    @Test
    void tasks_run_in_the_order_of_their_times_and_equal_times_in_that_of_planning() {
        agenda.after(SECOND, () -> ran.add(2));
        agenda.after(SECOND, () -> ran.add(3));
        agenda.after(SECOND.dividedBy(2), () -> ran.add(1));
        time.pass(SECOND);
        agenda.runDue();
        assertThat(ran).containsExactly(1, 2, 3);
        assertThat(agenda.nextDue()).isEqualTo(Agenda.NEVER);
    }

    @Test
    void what_is_called_off_leaves_at_once_and_twice_does_no_harm() {
        Agenda.Task first = agenda.after(SECOND, () -> ran.add(1));
        agenda.after(SECOND.multipliedBy(2), () -> ran.add(2));
        first.callOff();
        first.callOff();
        assertThat(agenda.size()).isEqualTo(1);
        assertThat(agenda.nextDue() - agenda.now()).isEqualTo(SECOND.toNanos() * 2);
    }

    @Test
    void a_task_that_has_run_cannot_be_called_off() {
        Agenda.Task first = agenda.after(SECOND, () -> ran.add(1));
        time.pass(SECOND);
        agenda.runDue();
        agenda.after(SECOND, () -> ran.add(2));
        first.callOff();
        assertThat(agenda.size()).isEqualTo(1);
    }

    @Test
    void a_task_may_call_off_one_that_is_due_too() {
        Agenda.Task[] second = new Agenda.Task[1];
        agenda.after(SECOND, () -> second[0].callOff());
        second[0] = agenda.after(SECOND, () -> ran.add(2));
        time.pass(SECOND);
        agenda.runDue();
        assertThat(ran).isEmpty();
    }

    private record Plan(long due, int number, Agenda.Task task) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void any_mixture_of_planning_and_calling_off_runs_as_a_sorted_list_would(long seed) {
        Chance chance = Chance.seeded(seed);
        List<Plan> plans = new ArrayList<>();
        for (int number = 0; number < 3000; number++) {
            int added = number;
            long due = agenda.now() + chance.nextInt(500);
            plans.add(new Plan(due, number, agenda.at(due, () -> ran.add(added))));
            while (!plans.isEmpty() && chance.nextInt(3) == 0) {
                plans.remove(chance.nextInt(plans.size())).task().callOff();
            }
            time.pass(Duration.ofNanos(chance.nextInt(10)));
            runAndCompare(plans, seed);
        }
    }

    private void runAndCompare(List<Plan> plans, long seed) {
        List<Integer> expected =
                plans.stream()
                        .filter(plan -> plan.due <= agenda.now())
                        .sorted(Comparator.comparingLong(Plan::due).thenComparingInt(Plan::number))
                        .map(Plan::number)
                        .toList();
        plans.removeIf(plan -> plan.due <= agenda.now());
        ran.clear();
        agenda.runDue();
        assertThat(ran).as("seed %d", seed).isEqualTo(expected);
        assertThat(agenda.size()).isEqualTo(plans.size());
        long next = plans.stream().mapToLong(Plan::due).min().orElse(Agenda.NEVER);
        assertThat(agenda.nextDue()).isEqualTo(next);
    }
}
