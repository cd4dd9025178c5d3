package io.proconsul.agent.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gossip.Joined;
import io.proconsul.runtime.clock.VirtualTime;
import io.proconsul.runtime.random.Chance;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

class EagerContactTest {
    private static final Duration LONGER_THAN_ANY_PAUSE = Duration.ofSeconds(1);

    private final VirtualTime time = new VirtualTime();
    private final FakeContact contact = new FakeContact();
    private final EagerContact eager = new EagerContact(contact, time, Chance.seeded(1));

    @Test
    void an_agent_that_is_just_starting_is_asked_again_soon() {
        CompletableFuture<Joined> joined = eager.join("a");
        contact.nobodyListens("a");
        assertThat(joined).isNotDone();
        time.pass(EagerContact.FIRST_PAUSE.multipliedBy(5).dividedBy(4));
        contact.takesUsIn("a");
        assertThat(joined.join().reached()).isEqualTo(1);
    }

    @Test
    void a_machine_without_an_agent_is_given_up_after_a_few_times() {
        CompletableFuture<Joined> joined = eager.join("a");
        for (int i = 0; i < EagerContact.REPETITIONS; i++) {
            contact.nobodyListens("a");
            time.pass(LONGER_THAN_ANY_PAUSE);
        }
        assertThat(joined).isNotDone();
        contact.nobodyListens("a");
        assertThat(joined.join().reached()).isZero();
        assertThat(time.pending()).isZero();
    }

    @Test
    void a_machine_that_is_not_there_is_not_asked_again() {
        CompletableFuture<Joined> joined = eager.join("a");
        contact.fails("a");
        assertThat(joined).isDone();
    }

    @Test
    void the_next_attempt_is_one_attempt() {
        var _ = eager.join("a");
        contact.takesUsIn("a");
        CompletableFuture<Joined> second = eager.join("a");
        contact.nobodyListens("a");
        assertThat(second).isDone();
    }
}
