package io.proconsul.gossip.serf;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gossip.telemetry.Meter;
import io.proconsul.gossip.wire.Message;
import io.proconsul.gossip.wire.SerfMessage;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** What a member counts while the usual things happen to it. */
class TelemetryTest {
    private final LoneMember member = new LoneMember();

    private double sum(Meter meter) {
        return member.recorder.sums.getOrDefault(meter, 0.0);
    }

    @Test
    void a_member_that_answers_nobody_is_counted_as_suspected_dead_and_failed() {
        member.heardAlive("b", 2, 1);
        assertThat(sum(Meter.ALIVE)).isEqualTo(1);
        assertThat(sum(Meter.MEMBER_JOIN)).isEqualTo(2);
        member.pass(Duration.ofSeconds(60));
        assertThat(sum(Meter.SUSPECT)).isEqualTo(1);
        assertThat(sum(Meter.DEAD)).isEqualTo(1);
        assertThat(sum(Meter.MEMBER_FAILED)).isEqualTo(1);
        assertThat(sum(Meter.MEMBER_LEFT)).isZero();
        assertThat(sum(Meter.PROBE)).isGreaterThanOrEqualTo(1000);
    }

    @Test
    void a_member_that_comes_back_within_a_minute_flaps() {
        member.heardAlive("b", 2, 1);
        member.hear(new Message.Dead("b", 1, "c"));
        member.pass(Duration.ofSeconds(20));
        member.heardAlive("b", 2, 2);
        assertThat(sum(Meter.MEMBER_FLAP)).isEqualTo(1);
    }

    @Test
    void a_member_that_comes_back_later_does_not_flap() {
        member.heardAlive("b", 2, 1);
        member.hear(new Message.Dead("b", 1, "c"));
        member.pass(Duration.ofSeconds(70));
        member.heardAlive("b", 2, 2);
        assertThat(sum(Meter.MEMBER_FLAP)).isZero();
        assertThat(sum(Meter.MEMBER_JOIN)).isEqualTo(3);
    }

    @Test
    void a_member_that_said_so_leaves() {
        member.heardAlive("b", 2, 1);
        member.hear(new SerfMessage.LeaveIntent(5, "b", false));
        member.hear(new Message.Dead("b", 1, "b"));
        assertThat(sum(Meter.MEMBER_LEFT)).isEqualTo(1);
        assertThat(sum(Meter.MEMBER_FAILED)).isZero();
    }

    @Test
    void an_event_is_counted_once_however_often_it_is_heard() {
        SerfMessage event = new SerfMessage.UserEvent(7, "deploy", null, false);
        member.hear(event);
        member.hear(event);
        assertThat(member.recorder.named).containsExactly("serf.events.deploy");
        assertThat(sum(Meter.MESSAGE_RECEIVED)).isGreaterThan(20);
    }

    @Test
    void queues_are_measured_now_and_then() {
        member.pass(Duration.ofSeconds(61));
        assertThat(member.recorder.sums)
                .containsKeys(Meter.INTENT_QUEUE, Meter.EVENT_QUEUE, Meter.QUERY_QUEUE);
    }

    @Test
    void a_member_that_distrusts_itself_tells_its_score() {
        member.heardAlive("b", 2, 1);
        member.hear(new Message.Suspect("self", 1, "b"));
        assertThat(sum(Meter.HEALTH)).isEqualTo(1);
    }
}
