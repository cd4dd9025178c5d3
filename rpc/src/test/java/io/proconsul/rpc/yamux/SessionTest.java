package io.proconsul.rpc.yamux;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.runtime.clock.VirtualTime;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The rules of wire reference, section 3, told as what goes in and what comes out. */
class SessionTest {
    private final VirtualTime time = new VirtualTime();
    private final List<String> effects = new ArrayList<>();
    private final Session client = session(Session.Side.DIALLER);
    private final Session server = session(Session.Side.ACCEPTER);

    private Session session(Session.Side side) {
        return new Session(side, time.nanos(), effect -> effects.add(text(effect)));
    }

    private static String text(Effect effect) {
        return switch (effect) {
            case Effect.Emit(var frame) ->
                    "> %08x %08x %08x".formatted(frame.first(), frame.stream(), frame.length());
            case Effect.Accepted(var stream) -> "accepted " + stream;
            case Effect.Deliver(var stream, var bytes) -> "deliver " + bytes + " to " + stream;
            case Effect.Discard(var bytes) -> "discard " + bytes;
            case Effect.Finished(var stream) -> "finished " + stream;
            case Effect.Broken(var stream) -> "broken " + stream;
            case Effect.Forgotten(var stream) -> "forgotten " + stream;
            case Effect.Ended(var reason) -> "ended: " + reason;
        };
    }

    private void heard(Session session, int first, int stream, int length) {
        try {
            session.heard(Frame.of(first, stream, length));
        } catch (YamuxException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> effects() {
        List<String> all = List.copyOf(effects);
        effects.clear();
        return all;
    }

    private void pass(Session session, Duration duration) {
        time.pass(duration);
        session.tick(time.nanos());
    }

    @Test
    void a_call_looks_as_the_reference_writes_it() {
        int stream = client.open();
        client.send(stream, 0xd8);
        assertThat(effects())
                .containsExactly("> 00010001 00000001 00000000", "> 00000000 00000001 000000d8");
        heard(server, 0x00010001, 1, 0);
        heard(server, 0x00000000, 1, 0xd8);
        server.send(1, 0x10d);
        assertThat(effects())
                .containsExactly(
                        "accepted 1",
                        "> 00010002 00000001 00000000",
                        "deliver 216 to 1",
                        "> 00000000 00000001 0000010d");
    }

    @Test
    void streams_of_the_dialler_are_odd() {
        assertThat(client.open()).isEqualTo(1);
        assertThat(client.open()).isEqualTo(3);
        assertThat(client.open()).isEqualTo(5);
    }

    @Test
    void a_stream_may_be_opened_by_its_first_data_and_have_an_even_number() {
        heard(server, 0x00000001, 8, 5);
        assertThat(effects())
                .containsExactly("accepted 8", "> 00010002 00000008 00000000", "deliver 5 to 8");
    }

    @Test
    void nobody_sends_more_than_the_window() {
        int stream = client.open();
        client.send(stream, Session.WINDOW + 100);
        assertThat(effects()).hasSize(1 + Session.WINDOW / Session.FRAME_BYTES_MAX);
        heard(client, 0x00010000, stream, 60);
        assertThat(effects()).containsExactly("> 00000000 00000001 0000003c");
        heard(client, 0x00010000, stream, 1000);
        assertThat(effects()).containsExactly("> 00000000 00000001 00000028");
    }

    @Test
    void the_window_is_given_back_when_half_of_it_was_consumed() {
        heard(server, 0x00010001, 1, 0);
        heard(server, 0x00000000, 1, Session.WINDOW);
        effects();
        server.consumed(1, Session.WINDOW / 2 - 1);
        assertThat(effects()).isEmpty();
        server.consumed(1, 1);
        assertThat(effects()).containsExactly("> 00010000 00000001 00020000");
    }

    @Test
    void more_than_the_window_ends_the_session() {
        heard(server, 0x00010001, 1, 0);
        heard(server, 0x00000000, 1, Session.WINDOW);
        effects();
        heard(server, 0x00000000, 1, 1);
        assertThat(effects())
                .containsExactly("> 00030000 00000000 00000001", "ended: receive window exceeded");
    }

    @Test
    void both_sides_finish_and_the_stream_is_forgotten() {
        heard(server, 0x00010001, 1, 0);
        effects();
        heard(server, 0x00010004, 1, 0);
        assertThat(effects()).containsExactly("finished 1");
        server.finish(1);
        assertThat(effects()).containsExactly("> 00010004 00000001 00000000", "forgotten 1");
        assertThat(server.streams()).isZero();
    }

    @Test
    void what_waits_goes_out_before_the_end_is_said() {
        int stream = client.open();
        client.send(stream, Session.WINDOW + 1);
        client.finish(stream);
        effects();
        heard(client, 0x00010000, stream, 1);
        assertThat(effects())
                .containsExactly("> 00000000 00000001 00000001", "> 00010004 00000001 00000000");
    }

    @Test
    void data_for_a_stream_that_is_not_there_is_dropped() {
        heard(server, 0x00000000, 7, 20);
        heard(server, 0x00010000, 7, 20);
        assertThat(effects()).containsExactly("discard 20");
    }

    @Test
    void a_second_opening_of_a_living_stream_ends_the_session() {
        heard(server, 0x00010001, 1, 0);
        effects();
        heard(server, 0x00010001, 1, 0);
        assertThat(effects())
                .containsExactly(
                        "> 00030000 00000000 00000001", "ended: duplicate stream declared");
    }

    @Test
    void a_torn_stream_is_gone_and_its_last_data_too() {
        heard(server, 0x00010001, 1, 0);
        effects();
        heard(server, 0x00000008, 1, 3);
        assertThat(effects()).containsExactly("discard 3", "broken 1", "forgotten 1");
    }

    @Test
    void pings_are_answered_with_what_they_bring() {
        heard(server, 0x00020001, 0, 0xabcd);
        assertThat(effects()).containsExactly("> 00020002 00000000 0000abcd");
    }

    @Test
    void a_ping_goes_out_every_thirty_seconds_and_must_be_answered_within_ten() {
        pass(client, Duration.ofSeconds(29));
        assertThat(effects()).isEmpty();
        pass(client, Duration.ofSeconds(1));
        assertThat(effects()).containsExactly("> 00020001 00000000 00000000");
        pass(client, Duration.ofSeconds(9));
        heard(client, 0x00020002, 0, 0);
        pass(client, Duration.ofSeconds(21));
        assertThat(effects()).containsExactly("> 00020001 00000000 00000001");
        pass(client, Duration.ofSeconds(10));
        assertThat(effects()).containsExactly("ended: keepalive timeout");
    }

    @Test
    void after_a_farewell_streams_go_on_but_none_is_opened() {
        int stream = client.open();
        effects();
        heard(client, 0x00030000, 0, 0);
        assertThat(client.opens()).isFalse();
        heard(client, 0x00000000, stream, 9);
        assertThat(effects()).containsExactly("deliver 9 to 1");
    }

    @Test
    void after_a_farewell_of_the_client_the_server_still_accepts() {
        heard(server, 0x00030000, 0, 0);
        heard(server, 0x00010001, 1, 0);
        assertThat(effects()).containsExactly("accepted 1", "> 00010002 00000001 00000000");
    }

    @Test
    void a_farewell_for_a_reason_ends_the_session() {
        heard(client, 0x00030000, 0, 1);
        assertThat(effects()).containsExactly("ended: the peer ends the session with code 1");
    }

    @Test
    void streams_take_turns_when_the_connection_takes_little() {
        int large = client.open();
        int small = client.open();
        client.writable(false);
        client.send(large, 3 * Session.FRAME_BYTES_MAX);
        client.send(small, 7);
        effects();
        client.writable(true);
        assertThat(effects())
                .containsExactly(
                        "> 00000000 00000001 00010000",
                        "> 00000000 00000003 00000007",
                        "> 00000000 00000001 00010000",
                        "> 00000000 00000001 00010000");
    }

    @Test
    void more_streams_than_may_be_are_torn_off() {
        for (int i = 0; i < Session.PEER_STREAMS_MAX; i++) {
            heard(server, 0x00010001, 2 * i + 1, 0);
        }
        effects();
        heard(server, 0x00000001, 2 * Session.PEER_STREAMS_MAX + 1, 5);
        assertThat(effects()).containsExactly("> 00010008 00020001 00000000", "discard 5");
        heard(server, 0x00010008, 1, 0);
        heard(server, 0x00010001, 2 * Session.PEER_STREAMS_MAX + 3, 0);
        assertThat(effects()).contains("accepted " + (2 * Session.PEER_STREAMS_MAX + 3));
    }
}
