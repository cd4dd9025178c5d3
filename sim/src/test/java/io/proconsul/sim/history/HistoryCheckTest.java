package io.proconsul.sim.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.sim.history.Violation.Promise;

import org.junit.jupiter.api.Test;

import java.util.List;

class HistoryCheckTest {
    @Test
    void operations_one_after_the_other_are_linearizable() {
        assertThat(
                        broken(
                                """
                                1 k 0 1 read default - 0
                                1 k 2 3 write a
                                2 k 4 5 read default a 7
                                2 k 6 7 swap a b yes
                                1 k 8 9 read consistent b 8
                                """))
                .isEmpty();
    }

    @Test
    void a_read_beside_a_write_may_see_either_value() {
        assertThat(
                        broken(
                                """
                                1 k 0 10 write a
                                1 k 20 30 write b
                                2 k 21 22 read default a 7
                                3 k 23 24 read default b 8
                                """))
                .isEmpty();
    }

    @Test
    void two_reads_may_not_see_a_write_come_and_go() {
        assertThat(
                        broken(
                                """
                                1 k 0 10 write a
                                1 k 20 30 write b
                                2 k 21 22 read consistent b 8
                                3 k 23 24 read consistent a 7
                                """))
                .containsExactly(Promise.LINEARIZABLE_WHEN_CONSISTENT);
    }

    @Test
    void a_stale_read_in_default_mode_breaks_only_the_promise_of_default_mode() {
        assertThat(
                        broken(
                                """
                                1 k 0 10 write a
                                1 k 20 30 write b
                                2 k 40 50 read default a 7
                                2 k 60 70 read consistent b 8
                                """))
                .containsExactly(Promise.LINEARIZABLE_BY_DEFAULT);
    }

    @Test
    void an_acknowledged_write_that_is_gone_is_a_violation() {
        assertThat(
                        broken(
                                """
                                1 k 0 10 write a
                                2 k 20 30 read consistent - 0
                                """))
                .containsExactly(Promise.LINEARIZABLE_WHEN_CONSISTENT);
    }

    @Test
    void a_write_without_an_answer_may_be_lost() {
        assertThat(
                        broken(
                                """
                                1 k 0 ? write a
                                2 k 20 30 read consistent - 0
                                """))
                .isEmpty();
    }

    @Test
    void a_write_without_an_answer_may_happen_much_later() {
        assertThat(
                        broken(
                                """
                                1 k 0 ? write a
                                2 k 20 30 read consistent - 0
                                3 k 31 32 write b
                                2 k 40 50 read consistent a 9
                                """))
                .isEmpty();
    }

    @Test
    void a_write_without_an_answer_happens_once() {
        assertThat(
                        broken(
                                """
                                1 k 0 ? write a
                                2 k 20 30 read consistent a 5
                                3 k 31 32 write b
                                2 k 40 50 read consistent a 9
                                """))
                .containsExactly(Promise.APPLIED_ONCE, Promise.LINEARIZABLE_WHEN_CONSISTENT);
    }

    @Test
    void of_two_swaps_from_one_value_only_one_applies() {
        assertThat(
                        broken(
                                """
                                1 k 0 1 write a
                                2 k 2 9 swap a b yes
                                3 k 2 9 swap a c yes
                                """))
                .containsExactly(Promise.LINEARIZABLE_WHEN_CONSISTENT);
    }

    @Test
    void a_swap_that_was_refused_without_reason_is_a_violation() {
        assertThat(
                        broken(
                                """
                                1 k 0 1 write a
                                2 k 2 3 swap a b no
                                """))
                .containsExactly(Promise.LINEARIZABLE_WHEN_CONSISTENT);
    }

    @Test
    void an_unseen_write_without_an_answer_excuses_a_refused_swap() {
        assertThat(
                        broken(
                                """
                                1 k 0 1 write a
                                3 k 1 ? write x
                                2 k 2 3 swap a b no
                                """))
                .isEmpty();
    }

    @Test
    void a_value_that_nobody_had_written_yet_is_a_violation() {
        assertThat(
                        broken(
                                """
                                1 k 0 1 read default a 3
                                1 k 2 3 write a
                                """))
                .containsExactly(Promise.LINEARIZABLE_BY_DEFAULT);
    }

    @Test
    void one_value_at_two_indexes_was_applied_twice() {
        assertThat(
                        broken(
                                """
                                1 k 0 1 write a
                                2 k 2 3 read consistent a 5
                                2 k 4 5 read consistent a 6
                                """))
                .containsExactly(Promise.APPLIED_ONCE);
    }

    @Test
    void holders_one_after_the_other_are_well() {
        assertThat(
                        broken(
                                """
                                1 l 0 10 hold s1 1
                                2 l 10 20 hold s2 2
                                1 l 25 30 hold s3 0
                                """))
                .isEmpty();
    }

    @Test
    void two_holders_at_once_are_a_violation() {
        assertThat(
                        broken(
                                """
                                1 l 0 10 hold s1 1
                                2 l 9 20 hold s2 2
                                """))
                .containsExactly(Promise.ONE_HOLDER);
    }

    @Test
    void a_lock_index_that_stands_still_is_a_violation() {
        assertThat(
                        broken(
                                """
                                1 l 0 10 hold s1 2
                                2 l 11 20 hold s2 2
                                """))
                .containsExactly(Promise.ONE_HOLDER);
    }

    @Test
    void keys_do_not_disturb_each_other() {
        assertThat(
                        broken(
                                """
                                1 a 0 1 write x
                                1 b 2 3 read consistent - 0
                                """))
                .isEmpty();
    }

    @Test
    void the_evidence_names_the_operation_that_does_not_fit() {
        var violations =
                HistoryCheck.violations(
                        HistoryText.read(
                                """
                                1 k 0 10 write a
                                2 k 20 30 read consistent - 0
                                """));
        assertThat(violations.getFirst().toString())
                .contains("broken on k", "2 k 20 30 read consistent - 0", "1 k 0 10 write a");
    }

    @Test
    void a_history_survives_being_written_and_read() {
        List<String> lines =
                List.of(
                        "3 r/1 1200 5600 write a",
                        "3 r/1 5700 ? write b",
                        "2 r/1 1300 1500 read default - 0",
                        "2 r/1 5800 5900 read consistent b 57",
                        "4 r/1 6000 6100 swap b c yes",
                        "4 r/1 6000 ? swap b c no",
                        "5 l/1 6000 9000 hold s 3");
        assertThat(HistoryText.read(lines.stream()).stream().map(HistoryText::line))
                .isEqualTo(lines);
        assertThatThrownBy(() -> HistoryText.read("1 k 0 1 jump a"))
                .hasMessage("not an operation: 1 k 0 1 jump a");
    }

    private static List<Promise> broken(String history) {
        return HistoryCheck.violations(HistoryText.read(history)).stream()
                .map(Violation::promise)
                .toList();
    }
}
