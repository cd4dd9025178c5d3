package io.proconsul.gossip.serf;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gossip.swim.Input;
import io.proconsul.gossip.wire.Message;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/**
 * How a member looks for silent ones, with the LAN preset: a probe a second, half a second each.
 */
class ProbingTest {
    private static final Duration HALF = Duration.ofMillis(501);

    private static final Duration GOSSIP = Duration.ofMillis(200);

    private final LoneMember member = new LoneMember();

    @BeforeEach
    void fourOthers() {
        for (int i = 1; i <= 4; i++) {
            member.heardAlive("m" + i, i, 1);
        }
        while (pings().isEmpty()) {
            member.pass(Duration.ofMillis(1));
        }
    }

    private <T extends Message> List<T> sent(Class<T> kind) {
        return member.recorder.sent.stream()
                .flatMap(packet -> packet.messages().stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private List<Message.Ping> pings() {
        return sent(Message.Ping.class);
    }

    private List<String> suspects() {
        return sent(Message.Suspect.class).stream().map(Message.Suspect::node).distinct().toList();
    }

    @Test
    void an_answer_in_time_ends_the_probe() {
        member.hear(new Message.Ack(pings().getFirst().sequence(), null));
        member.pass(HALF);
        assertThat(sent(Message.IndirectPing.class)).isEmpty();
        assertThat(suspects()).isEmpty();
        assertThat(member.serf.stats().health()).isZero();
    }

    @Test
    void a_silent_member_is_asked_over_three_others_and_by_stream_before_it_is_suspected() {
        Message.Ping ping = pings().getFirst();
        member.pass(HALF);
        assertThat(sent(Message.IndirectPing.class))
                .hasSize(3)
                .allMatch(asked -> asked.nack() && asked.node().equals(ping.node()));
        assertThat(member.recorder.streamsOpened).isEqualTo(1);
        assertThat(suspects()).isEmpty();
        member.pass(HALF.plus(GOSSIP));
        assertThat(suspects()).contains(ping.node());
    }

    @Test
    void an_answer_over_another_or_by_stream_is_as_good() {
        Message.Ping ping = pings().getFirst();
        member.pass(HALF);
        member.hear(new Message.Ack(sent(Message.IndirectPing.class).getFirst().sequence(), null));
        member.pass(HALF);
        assertThat(suspects()).doesNotContain(ping.node());

        Message.Ping second = pings().getLast();
        member.pass(HALF);
        member.serf.step(
                new Input.StreamAnswered(
                        member.recorder.streamsOpened, new Message.Ack(second.sequence(), null)));
        member.pass(HALF);
        assertThat(suspects()).doesNotContain(second.node());
        assertThat(member.recorder.notes).anyMatch(note -> note.contains("misconfigured"));
    }

    @Test
    void helpers_that_say_no_show_that_we_are_well_and_silent_ones_that_we_are_not() {
        member.pass(HALF);
        int asked = sent(Message.IndirectPing.class).getFirst().sequence();
        for (int i = 0; i < 3; i++) {
            member.hear(new Message.Nack(asked));
        }
        member.pass(HALF);
        assertThat(member.serf.stats().health()).isZero();

        member.pass(HALF.multipliedBy(2));
        assertThat(member.serf.stats().health()).isEqualTo(2);
    }

    @Test
    void a_probe_that_failed_is_followed_by_the_next_at_once_and_by_longer_patience() {
        member.pass(HALF.multipliedBy(2));
        assertThat(member.serf.stats().health()).isEqualTo(3);
        assertThat(pings()).hasSize(2);
        member.pass(Duration.ofMillis(3900));
        assertThat(pings()).hasSize(2);
        member.pass(Duration.ofMillis(200));
        assertThat(pings()).hasSize(3);
    }

    @Test
    void we_ping_for_others_and_tell_them_when_nobody_answers() {
        member.hear(
                new Message.IndirectPing(
                        77, "m2", LoneMember.address(2), true, Message.Source.UNKNOWN));
        Message.Ping errand = pings().getLast();
        assertThat(errand.node()).isEqualTo("m2");
        member.pass(HALF);
        assertThat(sent(Message.Nack.class)).containsExactly(new Message.Nack(77));

        member.hear(
                new Message.IndirectPing(
                        78, "m2", LoneMember.address(2), true, Message.Source.UNKNOWN));
        Message.Ping again = pings().getLast();
        member.hear(new Message.Ack(again.sequence(), new byte[] {1}));
        assertThat(sent(Message.Ack.class)).contains(new Message.Ack(78, null));
    }

    @Test
    void a_ping_for_another_name_is_not_answered() {
        member.hear(new Message.Ping(5, "somebody-else", Message.Source.UNKNOWN));
        assertThat(sent(Message.Ack.class)).isEmpty();
    }
}
