package io.proconsul.rpc.net;

import io.netty.channel.ChannelFutureListener;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Answers a peer's frames, each when its answer is there. */
final class FrameServer extends FrameConnection {
    private final FrameHandler handler;
    private final ConsulRaft consul;
    private int unanswered;

    FrameServer(FrameHandler handler, ConsulRaft consul) {
        this.handler = handler;
        this.consul = consul;
    }

    @Override
    boolean refuses(int length) {
        if (!ConsulRaft.begins(length)) {
            return false;
        }
        consul.refused(context().channel().remoteAddress());
        var _ =
                context()
                        .writeAndFlush(ConsulRaft.refusal())
                        .addListener(ChannelFutureListener.CLOSE);
        return true;
    }

    @Override
    void ready() {}

    @Override
    void heard(byte kind, long number, byte[] frame) throws IOException {
        if (kind != Frames.CALL) {
            throw new IOException("an answer to nothing");
        }
        if (unanswered >= Frames.UNANSWERED_MAX) {
            throw new IOException("more than " + Frames.UNANSWERED_MAX + " calls at once");
        }
        unanswered++;
        CompletableFuture<byte[]> answer = handler.called(frame);
        var _ =
                answer.whenComplete((bytes, failure) -> {
                    if (context().executor().inEventLoop()) {
                        answer(number, bytes, failure);
                    } else {
                        context().executor().execute(() -> answer(number, bytes, failure));
                    }
                });
    }

    private void answer(long number, byte @Nullable [] bytes, @Nullable Throwable failure) {
        unanswered--;
        if (bytes != null) {
            write(Frames.ANSWER, number, bytes);
        } else {
            String why = String.valueOf(failure);
            write(Frames.FAILURE, number, why.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    void ended() {}
}
