package io.proconsul.http.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoopGroup;
import io.proconsul.http.message.Response;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.net.EventLoops;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Real sockets on the loopback. */
@ExtendWith(NoLeaks.class)
class EdgeTest {
    private static final EventLoopGroup LOOPS = EventLoops.start(1);
    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();
    private static final int PATIENCE_MILLIS = 10_000;

    private final PlayedApplication application = new PlayedApplication();
    private final List<Edge> edges = new ArrayList<>();

    @AfterEach
    void stops() {
        edges.forEach(edge -> edge.stop(Duration.ofMillis(100)).join());
    }

    @AfterAll
    static void ends() {
        THREADS.shutdownNow();
        LOOPS.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private Edge listen(EdgeLimits limits, SocketAddress address) throws IOException {
        Edge edge =
                Edge.listen(List.of(address), LOOPS, application, limits, THREADS, Clock.system());
        edges.add(edge);
        return edge;
    }

    private Edge listen(EdgeLimits limits) throws IOException {
        return listen(limits, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static Socket connect(Edge edge) throws IOException {
        var address = (InetSocketAddress) edge.addresses().getFirst();
        var socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }

    /** Everything until the server closes. */
    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Reads until that text has come. */
    private static String until(InputStream in, String end) throws IOException {
        var bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("ended with " + bytes);
            }
            bytes.write(next);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void requests_are_answered_on_a_socket() throws IOException {
        try (Socket socket = connect(listen(EdgeLimits.DEFAULT))) {
            send(socket, get("/a") + get("/b"));
            assertThat(until(socket.getInputStream(), "GET /a")).startsWith("HTTP/1.1 200 OK");
            assertThat(until(socket.getInputStream(), "GET /b")).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void requests_are_answered_on_a_unix_socket(@TempDir Path folder) throws IOException {
        var address = UnixDomainSocketAddress.of(folder.resolve("http.sock"));
        Edge edge = listen(EdgeLimits.DEFAULT.withConnectionsPerClient(1), address);
        assertThat(edge.addresses()).hasSize(1);
        try (var first = SocketChannel.open(address);
                var second = SocketChannel.open(address)) {
            for (SocketChannel channel : List.of(first, second)) {
                channel.write(ByteBuffer.wrap(get("/a").getBytes(StandardCharsets.ISO_8859_1)));
                assertThat(until(Channels.newInputStream(channel), "GET /a")).contains("200 OK");
            }
        }
    }

    @Test
    void an_address_in_use_is_named() throws IOException {
        var taken = (InetSocketAddress) listen(EdgeLimits.DEFAULT).addresses().getFirst();
        assertThatThrownBy(() -> listen(EdgeLimits.DEFAULT, taken))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot listen on ")
                .hasMessageContaining(":" + taken.getPort());
    }

    @Test
    void a_client_may_have_so_many_connections_and_no_more() throws IOException {
        Edge edge = listen(EdgeLimits.DEFAULT.withConnectionsPerClient(2));
        try (Socket first = connect(edge);
                Socket second = connect(edge);
                Socket third = connect(edge)) {
            assertThat(answers(first) && answers(second)).isTrue();
            assertThatThrownBy(() -> answers(third)).isInstanceOf(SocketException.class);
            first.shutdownOutput();
            application.held.clear();
            assertThat(admittedAgain(edge)).isTrue();
        }
    }

    private static boolean answers(Socket socket) throws IOException {
        send(socket, get("/a"));
        return until(socket.getInputStream(), "GET /a").contains("200 OK");
    }

    /** The place of a closed connection is free as soon as the server has seen it close. */
    private static boolean admittedAgain(Edge edge) throws IOException {
        for (int attempt = 0; attempt < 1000; attempt++) {
            try (Socket again = connect(edge)) {
                return answers(again);
            } catch (SocketException refused) {
                Thread.onSpinWait();
            }
        }
        return false;
    }

    @Test
    void garbage_is_answered_and_the_connection_ends() throws IOException {
        try (Socket socket = connect(listen(EdgeLimits.DEFAULT))) {
            send(socket, "garbage\r\n\r\n");
            assertThat(rest(socket))
                    .isEqualTo(
                            "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain;"
                                    + " charset=utf-8\r\nConnection: close\r\n\r\n400 Bad Request");
        }
    }

    @Test
    void a_client_that_sends_far_too_much_still_gets_to_read_why() throws IOException {
        try (Socket socket = connect(listen(EdgeLimits.DEFAULT))) {
            String body = "x".repeat(600_000);
            send(socket, "PUT /a HTTP/1.1\r\nHost: x\r\nContent-Length: 600000\r\n\r\n" + body);
            assertThat(rest(socket)).endsWith("too large: 600000");
        }
    }

    @Test
    void a_large_answer_arrives_whole_before_the_connection_ends() throws IOException {
        try (Socket socket = connect(listen(EdgeLimits.DEFAULT))) {
            send(socket, "GET /large/5000000 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(rest(socket)).hasSizeGreaterThan(5_000_000);
        }
    }

    @Test
    void a_client_that_only_sends_gets_its_answer() throws IOException {
        try (Socket socket = connect(listen(EdgeLimits.DEFAULT))) {
            send(socket, get("/a"));
            socket.shutdownOutput();
            assertThat(rest(socket)).endsWith("GET /a");
        }
    }

    @Test
    void a_waiting_client_that_goes_is_forgotten() throws Exception {
        var cancelled = new CountDownLatch(1);
        try (Socket socket = connect(listen(EdgeLimits.DEFAULT))) {
            send(socket, get("/b") + get("/wait/1"));
            until(socket.getInputStream(), "GET /b");
            onCancel(waiting("/wait/1"), cancelled);
        }
        assertThat(cancelled.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
    }

    private static void onCancel(CompletableFuture<Response> waiting, CountDownLatch latch) {
        waiting.exceptionally(failure -> {
            latch.countDown();
            return Response.empty(500);
        });
    }

    private CompletableFuture<Response> waiting(String path) {
        while (!application.held.containsKey(path)) {
            Thread.onSpinWait();
        }
        return application.held(path);
    }

    @Test
    void stopping_answers_what_is_under_way_and_ends_what_only_waits() throws Exception {
        Edge edge = listen(EdgeLimits.DEFAULT);
        try (Socket working = connect(edge);
                Socket waiting = connect(edge);
                Socket silent = connect(edge)) {
            send(working, get("/held/1"));
            send(waiting, get("/wait/1"));
            CompletableFuture<Response> work = waiting("/held/1");
            assertThat(waiting("/wait/1")).isNotDone();
            CompletableFuture<Void> stopped = edge.stop(Duration.ofSeconds(30));
            assertThat(rest(silent)).isEmpty();
            assertThat(rest(waiting)).isEmpty();
            work.complete(Response.text(200, "done"));
            assertThat(rest(working)).contains("Connection: close").endsWith("done");
            working.shutdownOutput();
            stopped.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            assertThat(edge.connections()).isZero();
        }
    }

    @Test
    void a_stream_arrives_piece_by_piece_and_the_connection_goes_on() throws IOException {
        application.streams.put(
                "/lines",
                outlet -> {
                    outlet.write("one\n".getBytes(StandardCharsets.UTF_8));
                    outlet.write(new byte[0]);
                    outlet.write("two\n".getBytes(StandardCharsets.UTF_8));
                });
        try (Socket socket = connect(listen(EdgeLimits.DEFAULT))) {
            send(socket, get("/lines") + get("/a"));
            assertThat(until(socket.getInputStream(), "GET /a"))
                    .contains(
                            "Transfer-Encoding: chunked\r\n\r\n"
                                    + "4\r\n"
                                    + "one\n\r\n"
                                    + "4\r\n"
                                    + "two\n\r\n"
                                    + "0\r\n\r\n");
        }
    }

    @Test
    void a_stream_ends_with_the_connection_where_there_are_no_chunks() throws IOException {
        application.streams.put(
                "/lines", outlet -> outlet.write("one\n".getBytes(StandardCharsets.UTF_8)));
        try (Socket socket = connect(listen(EdgeLimits.DEFAULT))) {
            send(socket, "GET /lines HTTP/1.0\r\n\r\n");
            assertThat(rest(socket)).endsWith("Connection: close\r\n\r\none\n");
        }
    }

    @Test
    void a_slow_client_slows_the_stream_down_and_a_gone_one_ends_it() throws Exception {
        var written = new AtomicInteger();
        var ended = new CountDownLatch(1);
        application.streams.put(
                "/endless",
                outlet -> {
                    try {
                        while (true) {
                            outlet.write(new byte[64 * 1024]);
                            written.incrementAndGet();
                        }
                    } finally {
                        ended.countDown();
                    }
                });
        try (Socket socket = connect(listen(EdgeLimits.DEFAULT))) {
            send(socket, get("/endless"));
            until(socket.getInputStream(), "\r\n\r\n"); // and then nothing more is read
            assertThat(standsStill(written)).isTrue();
            assertThat(ended.getCount()).isEqualTo(1);
        }
        assertThat(ended.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
    }

    /**
     * Whether the count stays the same for a while, which kernel buffers make it do at some time.
     */
    private static boolean standsStill(AtomicInteger written) throws InterruptedException {
        var clock = new CountDownLatch(1);
        for (int last = -1, rounds = 0; rounds < 100; rounds++) {
            if (last == written.get()) {
                return true;
            }
            last = written.get();
            assertThat(clock.await(100, TimeUnit.MILLISECONDS)).isFalse();
        }
        return false;
    }
}
