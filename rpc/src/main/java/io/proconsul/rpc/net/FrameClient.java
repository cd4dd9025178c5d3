package io.proconsul.rpc.net;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Our connection to a peer: sends frames and gives each its answer. It is opened by the first
 * frame, and by the next after it broke.
 */
final class FrameClient {
    private final InetSocketAddress peer;
    private final Connector connector;
    private final EventLoop loop;

    // ---- the event loop's

    private @Nullable Opened opened;
    private long calls;

    FrameClient(InetSocketAddress peer, Connector connector) {
        this.peer = peer;
        this.connector = connector;
        this.loop = connector.nextLoop();
    }

    /** Any thread. */
    void send(byte[] frame, CompletableFuture<byte[]> answer) {
        loop.execute(() -> sendNow(frame, answer));
    }

    private void sendNow(byte[] frame, CompletableFuture<byte[]> answer) {
        if (answer.isDone()) {
            return;
        }
        Opened current = opened;
        if (current == null) {
            current = new Opened();
            opened = current;
            current.open();
        }
        current.send(calls++, frame, answer);
    }

    /** Any thread; calls under way fail. */
    void close() {
        loop.execute(() -> {
            Opened current = opened;
            if (current != null) {
                current.close();
            }
        });
    }

    /** One connection, from its first attempt to its end. */
    private final class Opened extends FrameConnection {
        private final Map<Long, CompletableFuture<byte[]>> unanswered = new HashMap<>();

        /** Frames that came before the connection was there. */
        private final List<Runnable> early = new ArrayList<>();

        private @Nullable Channel channel;
        private boolean usable;

        void open() {
            channel = connector.open(loop, peer, FirstByte.RAFT, this, this::fail);
        }

        void send(long number, byte[] frame, CompletableFuture<byte[]> answer) {
            unanswered.put(number, answer);
            if (usable) {
                write(number, frame, answer);
            } else {
                early.add(() -> write(number, frame, answer));
            }
        }

        /** Whoever gave up need not hear the peer out. */
        private void write(long number, byte[] frame, CompletableFuture<byte[]> answer) {
            if (answer.isDone()) {
                unanswered.remove(number);
            } else {
                write(Frames.CALL, number, frame);
            }
        }

        @Override
        void ready() {
            usable = true;
            early.forEach(Runnable::run);
            early.clear();
        }

        @Override
        void heard(byte kind, long number, byte[] frame) throws IOException {
            CompletableFuture<byte[]> answer = unanswered.remove(number);
            if (answer == null || kind == Frames.CALL) {
                throw new IOException("an answer to nothing");
            }
            if (kind == Frames.ANSWER) {
                answer.complete(frame);
            } else {
                String why = new String(frame, StandardCharsets.UTF_8);
                answer.completeExceptionally(new IOException(why));
            }
        }

        void close() {
            Channel open = channel;
            if (open != null) {
                var _ = open.close();
            }
        }

        @Override
        void ended() {
            fail("the connection to " + Connector.text(peer) + " broke");
        }

        private void fail(String why) {
            if (opened == this) {
                opened = null;
            }
            List<CompletableFuture<byte[]>> waiting = List.copyOf(unanswered.values());
            unanswered.clear();
            waiting.forEach(answer -> answer.completeExceptionally(new IOException(why)));
        }
    }
}
