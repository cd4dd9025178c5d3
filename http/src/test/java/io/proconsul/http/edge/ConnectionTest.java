package io.proconsul.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.proconsul.http.message.Client;
import io.proconsul.http.message.Response;
import io.proconsul.runtime.clock.VirtualTime;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One connection without a socket, on the embedded channel's own time. */
@ExtendWith(NoLeaks.class)
class ConnectionTest {
    private static final String HOST = " HTTP/1.1\r\nHost: x\r\n";

    private final PlayedApplication application = new PlayedApplication();
    private final EmbeddedChannel channel = open();

    private EmbeddedChannel open() {
        var around =
                new Connection.Surroundings(
                        application,
                        EdgeLimits.DEFAULT,
                        new ResponseWriter(new DateLine(new VirtualTime())),
                        Runnable::run,
                        new OpenConnections());
        var opened = new EmbeddedChannel();
        opened.freezeTime();
        opened.pipeline().addLast(new Connection(around, Client.LOCAL));
        opened.pipeline().fireChannelActive();
        return opened;
    }

    @AfterEach
    void closes() {
        channel.finishAndReleaseAll();
    }

    private void arrives(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        channel.writeInbound(channel.alloc().directBuffer().writeBytes(bytes));
    }

    private static String get(String path) {
        return "GET " + path + HOST + "\r\n";
    }

    /** Everything sent since the last look, without dates. */
    private String sent() {
        channel.runPendingTasks();
        var text = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            text.append(part.toString(StandardCharsets.ISO_8859_1));
            part.release();
        }
        return text.toString().replace("\r\n", "\n").replaceAll("Date: [^\n]*\n", "");
    }

    private static String ok(String body) {
        return "HTTP/1.1 200 OK\nContent-Type: text/plain; charset=utf-8\nContent-Length: "
                + body.length()
                + "\n\n"
                + body;
    }

    @Test
    void a_request_is_answered() {
        arrives(get("/a"));
        assertThat(sent()).isEqualTo(ok("GET /a"));
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void every_answer_has_a_date() {
        arrives(get("/a"));
        ByteBuf answer = channel.readOutbound();
        assertThat(answer.toString(StandardCharsets.ISO_8859_1))
                .contains("\r\nDate: Fri, 02 Jan 2026 15:04:05 GMT\r\n");
        answer.release();
    }

    @Test
    void answers_keep_the_order_of_requests() {
        arrives(get("/held/1") + get("/2") + get("/3"));
        assertThat(sent()).isEmpty();
        assertThat(application.asked).hasSize(1);
        application.held("/held/1").complete(Response.text(200, "1"));
        assertThat(sent()).isEqualTo(ok("1") + ok("GET /2") + ok("GET /3"));
    }

    @Test
    void an_answer_may_come_from_any_thread() throws InterruptedException {
        arrives(get("/held/1"));
        Thread other =
                Thread.ofPlatform()
                        .start(() -> application.held("/held/1").complete(Response.text(200, "x")));
        other.join();
        assertThat(sent()).isEqualTo(ok("x"));
    }

    @Test
    void a_client_that_goes_is_forgotten_at_once() {
        arrives(get("/wait/1"));
        CompletableFuture<Response> waiting = application.held("/wait/1");
        channel.close().syncUninterruptibly();
        channel.runPendingTasks();
        assertThat(waiting).isCancelled();
    }

    @Test
    void a_waiting_client_that_sends_no_more_is_gone() {
        arrives(get("/wait/1"));
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        assertThat(application.held("/wait/1")).isCancelled();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void other_clients_that_send_no_more_get_their_answers() {
        arrives(get("/held/1") + get("/2"));
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        application.held("/held/1").complete(Response.text(200, "1"));
        assertThat(sent()).isEqualTo(ok("1") + ok("GET /2"));
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void a_cut_request_is_not_answered() {
        arrives("GET /a HTTP/1.1\r\nHo");
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        assertThat(sent()).isEmpty();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void garbage_is_told_so_and_ends_the_connection() {
        arrives("garbage\r\n\r\n" + get("/a"));
        assertThat(sent())
                .isEqualTo(
                        "HTTP/1.1 400 Bad Request\nContent-Type: text/plain; charset=utf-8\n"
                                + "Connection: close\n\n400 Bad Request");
        assertThat(channel.isOpen()).isFalse();
        assertThat(application.asked).isEmpty();
    }

    @Test
    void http_1_0_is_answered_in_kind_and_closed() {
        arrives("GET /a HTTP/1.0\r\n\r\n");
        assertThat(sent())
                .startsWith("HTTP/1.0 200 OK\n")
                .contains("Connection: close\nContent-Length: 6\n");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void http_1_0_goes_on_when_asked_to() {
        arrives("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        assertThat(sent()).contains("Connection: keep-alive\n");
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void a_client_that_wants_to_close_is_obeyed() {
        arrives("GET /a" + HOST + "Connection: close\r\n\r\n" + get("/b"));
        assertThat(sent()).contains("Connection: close\n").doesNotContain("/b");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void head_gets_lengths_but_no_content() {
        arrives("HEAD /a" + HOST + "\r\n");
        assertThat(sent()).endsWith("Content-Length: 7\n\n");
    }

    @ParameterizedTest
    @CsvSource({"3, 'abc'", "10, '0123456789'"})
    void bodies_reach_the_application(int length, String body) {
        arrives("PUT /a" + HOST + "Content-Length: " + length + "\r\n\r\n" + body + get("/b"));
        assertThat(sent()).isEqualTo(ok("PUT /a " + body) + ok("GET /b"));
    }

    @Test
    void a_body_may_come_in_pieces_and_in_chunks() {
        arrives("PUT /a" + HOST + "Transfer-Encoding: chunked\r\n\r\n3\r\nab");
        arrives("c\r\n0\r\n\r\n");
        assertThat(sent()).isEqualTo(ok("PUT /a abc"));
    }

    @Test
    void a_body_that_is_too_large_is_refused_before_it_arrives() {
        arrives("PUT /a" + HOST + "Content-Length: 11\r\n\r\n");
        assertThat(sent())
                .startsWith("HTTP/1.1 413 Request Entity Too Large\n")
                .contains("Connection: close\n")
                .endsWith("too large: 11");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void chunks_that_become_too_large_are_refused() {
        arrives("PUT /a" + HOST + "Transfer-Encoding: chunked\r\n\r\nb\r\n");
        assertThat(sent()).endsWith("too large: -1");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void a_body_nobody_wants_is_skipped() {
        arrives("POST /a" + HOST + "Content-Length: 20\r\n\r\n01234567890123456789" + get("/b"));
        assertThat(sent()).isEqualTo(ok("POST /a 01234567890123456789") + ok("GET /b"));
    }

    @Test
    void a_large_body_nobody_wants_ends_the_connection_after_the_answer() {
        arrives("POST /a" + HOST + "Content-Length: 300000\r\n\r\n");
        assertThat(sent()).contains("Connection: close\n").endsWith("POST /a");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void a_client_that_asks_first_is_told_to_go_on() {
        arrives("PUT /a" + HOST + "Content-Length: 3\r\nExpect: 100-continue\r\n\r\n");
        assertThat(sent()).isEqualTo("HTTP/1.1 100 Continue\n\n");
        arrives("abc");
        assertThat(sent()).isEqualTo(ok("PUT /a abc"));
    }

    @Test
    void a_client_that_asks_first_is_spared_a_body_that_is_too_large() {
        arrives("PUT /a" + HOST + "Content-Length: 99\r\nExpect: 100-continue\r\n\r\n");
        assertThat(sent()).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void other_expectations_fail() {
        arrives("PUT /a" + HOST + "Content-Length: 3\r\nExpect: wonders\r\n\r\nabc");
        assertThat(sent()).startsWith("HTTP/1.1 417 Expectation Failed\n");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void large_contents_follow_their_head_as_shared_bytes() {
        arrives(get("/large/100000"));
        assertThat(sent()).hasSizeGreaterThan(100_000).contains("Content-Length: 100000\n");
    }

    @Test
    void a_silent_client_is_left_alone_for_a_while_and_then_let_go() {
        arrives(get("/a"));
        passes(EdgeLimits.DEFAULT.idle().minusSeconds(1));
        assertThat(channel.isOpen()).isTrue();
        passes(Duration.ofSeconds(2));
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void a_waiting_client_may_be_silent_for_as_long_as_it_takes() {
        arrives(get("/wait/1"));
        passes(EdgeLimits.DEFAULT.idle().multipliedBy(2));
        application.held("/wait/1").complete(Response.text(200, "1"));
        assertThat(sent()).isEqualTo(ok("1"));
    }

    @Test
    void a_head_that_trickles_in_is_not_waited_for() {
        arrives("GET /a HTTP/1.1\r\n");
        for (int i = 0; i < 5; i++) {
            passes(EdgeLimits.DEFAULT.headTime().dividedBy(4));
            if (channel.isOpen()) {
                arrives("A: b\r\n");
            }
        }
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void a_body_that_stops_coming_is_not_waited_for() {
        arrives("PUT /a" + HOST + "Content-Length: 3\r\n\r\na");
        passes(EdgeLimits.DEFAULT.headTime().multipliedBy(2));
        assertThat(channel.isOpen()).isFalse();
    }

    private void passes(Duration time) {
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    @Test
    void what_a_busy_connection_sends_ahead_is_bounded() {
        arrives(get("/held/1"));
        String more = get("/2");
        int requests = EdgeLimits.DEFAULT.pipelinedBytes() / more.length() + 10;
        for (int i = 0; i < requests; i++) {
            arrives(more);
        }
        assertThat(channel.config().isAutoRead()).isFalse();
        application.held("/held/1").complete(Response.text(200, "1"));
        assertThat(sent().split("GET /2", -1)).hasSize(requests + 1);
        assertThat(channel.config().isAutoRead()).isTrue();
    }
}
