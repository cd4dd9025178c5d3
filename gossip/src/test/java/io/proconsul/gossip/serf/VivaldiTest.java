package io.proconsul.gossip.serf;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gossip.wire.Coordinate;
import io.proconsul.runtime.random.Chance;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

import java.time.Duration;

class VivaldiTest {
    @Test
    void two_members_learn_their_distance() {
        Vivaldi a = new Vivaldi(Chance.seeded(1));
        Vivaldi b = new Vivaldi(Chance.seeded(2));
        for (int i = 0; i < 200; i++) {
            assertThat(a.observe("b", b.place(), Duration.ofMillis(20))).isTrue();
            assertThat(b.observe("a", a.place(), Duration.ofMillis(20))).isTrue();
        }
        assertThat(a.place().distanceTo(b.place())).isCloseTo(0.020, Percentage.withPercentage(5));
    }

    @Test
    void one_delayed_answer_does_not_move_us() {
        Vivaldi a = new Vivaldi(Chance.seeded(1));
        Coordinate other = new Vivaldi(Chance.seeded(2)).place();
        a.observe("b", other, Duration.ofMillis(10));
        a.observe("b", other, Duration.ofMillis(10));
        double before = a.place().distanceTo(other);
        a.observe("b", other, Duration.ofSeconds(5));
        assertThat(a.place().distanceTo(other)).isLessThan(before + 0.02);
    }

    @Test
    void nonsense_is_rejected() {
        Vivaldi a = new Vivaldi(Chance.seeded(1));
        Coordinate good = a.place();
        Coordinate flat = new Coordinate(new double[2], 1.5, 0, 1e-5);
        Coordinate broken = new Coordinate(new double[8], Double.NaN, 0, 1e-5);
        assertThat(a.observe("b", flat, Duration.ofMillis(1))).isFalse();
        assertThat(a.observe("b", broken, Duration.ofMillis(1))).isFalse();
        assertThat(a.observe("b", good, Duration.ofSeconds(11))).isFalse();
        assertThat(a.place()).isEqualTo(good);
    }
}
