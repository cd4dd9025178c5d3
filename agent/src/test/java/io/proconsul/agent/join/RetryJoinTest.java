package io.proconsul.agent.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.runtime.clock.VirtualTime;
import io.proconsul.runtime.random.Chance;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

class RetryJoinTest {
    private static final Duration INTERVAL = Duration.ofSeconds(3);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(3400);

    private final VirtualTime time = new VirtualTime();
    private final FakeContact contact = new FakeContact();
    private final List<String> ends = new ArrayList<>();
    private int rounds;

    private RetryJoin join(int maxAttempts, String... addresses) {
        var join =
                new RetryJoin(
                        new JoinPlan("LAN", List.of(), List.of(addresses), INTERVAL, maxAttempts),
                        contact,
                        time,
                        Chance.seeded(3),
                        () -> rounds++,
                        ends::add);
        join.start();
        return join;
    }

    @Test
    void all_addresses_are_tried_at_once() {
        join(0, "a", "b", "c");
        assertThat(contact.asked).containsExactly("a", "b", "c");
    }

    @Test
    void many_addresses_are_tried_in_bounded_numbers() {
        String[] many = IntStream.range(0, 40).mapToObj(i -> "a" + i).toArray(String[]::new);
        join(0, many);
        assertThat(contact.underWay()).isEqualTo(RetryJoin.MAX_UNDER_WAY);
        contact.fails("a3");
        assertThat(contact.underWay()).isEqualTo(RetryJoin.MAX_UNDER_WAY);
        assertThat(contact.asked).last().isEqualTo("a16");
    }

    @Test
    void an_address_that_fails_is_tried_again_after_the_interval_although_another_is_silent() {
        join(0, "quick", "silent");
        contact.fails("quick");
        time.pass(INTERVAL.minusMillis(1));
        assertThat(contact.asked).containsExactly("quick", "silent");
        time.pass(LONGEST_PAUSE.minus(INTERVAL));
        assertThat(contact.asked).containsExactly("quick", "silent", "quick");
    }

    @Test
    void after_somebody_took_us_in_nobody_is_tried_again() {
        join(0, "dead", "alive");
        contact.takesUsIn("alive");
        contact.fails("dead");
        time.pass(Duration.ofMinutes(1));
        assertThat(contact.asked).containsExactly("dead", "alive");
    }

    @Test
    void addresses_whose_turn_has_not_come_are_tried_although_another_took_us_in() {
        String[] many = IntStream.range(0, 17).mapToObj(i -> "a" + i).toArray(String[]::new);
        join(0, many);
        contact.takesUsIn("a0");
        assertThat(contact.asked).contains("a16");
    }

    @Test
    void more_failed_rounds_than_are_forgiven_end_the_agent() {
        join(1, "a", "b");
        contact.fails("a");
        contact.fails("b");
        assertThat(ends).isEmpty();
        time.pass(LONGEST_PAUSE);
        contact.fails("a");
        assertThat(ends).isEmpty();
        contact.fails("b");
        assertThat(ends).containsExactly("agent: max join LAN retry exhausted, exiting");
        time.pass(Duration.ofMinutes(1));
        assertThat(contact.asked).containsExactly("a", "b", "a", "b");
    }

    @Test
    void a_round_is_over_when_everybody_was_tried() {
        join(0, "a", "b");
        contact.fails("a");
        assertThat(rounds).isZero();
        contact.takesUsIn("b");
        assertThat(rounds).isEqualTo(1);
    }

    @Test
    void a_cloud_provider_is_refused_and_the_others_are_tried() {
        join(0, "provider=aws secret_access_key=geheim tag_key=x", "a");
        assertThat(contact.asked).containsExactly("a");
    }

    @Test
    void closing_ends_the_attempts() {
        RetryJoin join = join(0, "a");
        contact.fails("a");
        join.close();
        time.pass(Duration.ofMinutes(1));
        assertThat(contact.asked).containsExactly("a");
    }
}
