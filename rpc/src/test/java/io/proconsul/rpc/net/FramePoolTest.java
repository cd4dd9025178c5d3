package io.proconsul.rpc.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.rpc.snapshot.SnapshotService;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

class FramePoolTest {
    /** What the peer was asked. */
    private static final class Call {
        private final byte[] frame;
        private final CompletableFuture<byte[]> answer = new CompletableFuture<>();

        Call(byte[] frame) {
            this.frame = frame;
        }
    }

    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final Port port =
            new Port(RpcLimits.DEFAULT, SnapshotService.refusing("none"), this::called);

    private CompletableFuture<byte[]> called(byte[] frame) {
        var call = new Call(frame);
        calls.add(call);
        return call.answer;
    }

    private Call call() throws InterruptedException {
        Call call = calls.poll(20, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("no frame came");
        }
        return call;
    }

    private CompletableFuture<byte[]> send(byte... frame) {
        return port.frames.call(port.address(), frame);
    }

    private static byte[] get(CompletableFuture<byte[]> answer) throws Exception {
        return answer.get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() {
        port.close();
    }

    @Test
    void answers_find_their_calls_in_any_order() throws Exception {
        CompletableFuture<byte[]> first = send((byte) 1);
        CompletableFuture<byte[]> second = send((byte) 2);
        Call one = call();
        Call two = call();
        two.answer.complete(new byte[] {22});
        assertThat(get(second)).containsExactly(22);
        assertThat(first).isNotDone();
        one.answer.complete(new byte[0]);
        assertThat(get(first)).isEmpty();
    }

    @Test
    void the_largest_frame_passes_and_a_larger_one_does_not() throws Exception {
        CompletableFuture<byte[]> answer = send(new byte[Frames.BYTES_MAX]);
        Call call = call();
        assertThat(call.frame).hasSize(Frames.BYTES_MAX);
        call.answer.complete(call.frame);
        assertThat(get(answer)).hasSize(Frames.BYTES_MAX);
        assertThatThrownBy(() -> get(send(new byte[Frames.BYTES_MAX + 1])))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void a_failure_at_the_peer_is_the_callers() throws Exception {
        CompletableFuture<byte[]> answer = send((byte) 1);
        call().answer.completeExceptionally(new IOException("no"));
        assertThatThrownBy(() -> get(answer)).hasMessageContaining("no");
    }

    @Test
    void too_many_unanswered_calls_fail_at_once() throws Exception {
        List<CompletableFuture<byte[]>> answers = new ArrayList<>();
        for (int i = 0; i < Frames.UNANSWERED_MAX; i++) {
            answers.add(send((byte) i));
        }
        assertThatThrownBy(() -> get(send((byte) 99))).hasMessageContaining("no answer yet");
        call().answer.complete(new byte[0]);
        get(answers.getFirst());
        assertThat(send((byte) 100)).isNotDone();
    }

    @Test
    void calls_fail_when_the_peer_goes_away_and_the_next_call_looks_for_it_again()
            throws Exception {
        CompletableFuture<byte[]> answer = send((byte) 1);
        call();
        port.listener.close();
        assertThatThrownBy(() -> get(answer)).hasCauseInstanceOf(IOException.class);
        assertThatThrownBy(() -> get(send((byte) 1))).hasMessageContaining("connection refused");
    }
}
