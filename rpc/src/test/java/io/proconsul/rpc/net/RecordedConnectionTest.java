package io.proconsul.rpc.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.proconsul.json.JsonException;
import io.proconsul.json.JsonReader;
import io.proconsul.model.wire.RecordCodec;
import io.proconsul.model.wire.Wire;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.Caller;
import io.proconsul.rpc.method.Method;
import io.proconsul.rpc.snapshot.SnapshotService;
import io.proconsul.rpc.wire.MethodCodec;
import io.proconsul.runtime.net.EventLoops;
import io.proconsul.runtime.random.Chance;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** All that a genuine client agent said on one connection, said to our port. */
class RecordedConnectionTest {
    private static final Path VECTOR =
            Path.of("../../shared/reference/wire-vectors/rpc-connection.json");

    private record Connection(
            @Wire("client_hex") String client,
            @Wire("server_hex") String server,
            Decoded decoded) {}

    private record Decoded(@Wire("calls") List<Call> calls) {}

    private record Call(
            @Wire("method") String method, @Wire("response_body_hex") String response) {}

    /** Answers what the genuine server answered, in its order. */
    private record Repeating(Queue<Call> calls) implements Caller {
        @Override
        public <Q, R> CompletableFuture<Answer<R>> call(Method<Q, R> method, Q request) {
            Call call = calls.remove();
            assertThat(method.name()).isEqualTo(call.method());
            byte[] body = HexFormat.of().parseHex(call.response());
            try {
                return CompletableFuture.completedFuture(
                        MethodCodec.of(method).reply(body, 0, body.length));
            } catch (IOException unreadable) {
                return CompletableFuture.failedFuture(unreadable);
            }
        }
    }

    @Test
    void our_port_answers_with_the_frames_of_the_genuine_one() throws Exception {
        assumeTrue(Files.exists(VECTOR), () -> VECTOR + " is not there");
        Connection recorded = read(Files.readString(VECTOR));
        List<String> expected = frames(recorded.server());
        var loops = EventLoops.start(1);
        try (RpcListener port =
                        RpcListener.listen(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                new RpcServices(
                                        new Repeating(new ArrayDeque<>(recorded.decoded().calls())),
                                        SnapshotService.refusing("none"),
                                        CompletableFuture::completedFuture,
                                        Optional.empty()),
                                RpcLimits.DEFAULT,
                                loops,
                                Runnable::run,
                                Chance.seeded(1));
                RawClient client = new RawClient(port.address())) {
            client.say(recorded.client()).endOutput();
            assertThat(frames(client.hearToTheEnd())).isEqualTo(expected);
        } finally {
            var _ = loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        }
    }

    private static Connection read(String json) {
        try {
            return RecordCodec.of(Connection.class).readJsonLeniently(JsonReader.ofWhole(json));
        } catch (JsonException e) {
            throw new AssertionError(e);
        }
    }

    /** The headers, but for pings of the server's own: those came half a minute apart. */
    private static List<String> frames(String hex) {
        List<String> headers = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
        while (bytes.hasRemaining()) {
            int first = bytes.getInt();
            int stream = bytes.getInt();
            int length = bytes.getInt();
            if (first >>> 16 == 0) {
                bytes.position(bytes.position() + length);
            }
            if (first != 0x00020001) {
                headers.add("%08x %d %d".formatted(first, stream, length));
            }
        }
        return headers;
    }
}
