package io.proconsul.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.function.UnaryOperator;

class PoolCallTest {
    @Test
    void who_is_interrupted_while_it_asks_gets_its_answer_and_stays_interrupted() {
        try (TestMember member = TestMember.start("a", "127.0.0.1:0", UnaryOperator.identity())) {
            Thread.currentThread().interrupt();
            var answer = member.pool.stats();
            boolean interrupted = Thread.interrupted();

            assertThat(answer).succeedsWithin(Duration.ofSeconds(30));
            assertThat(interrupted).isTrue();
        }
    }
}
