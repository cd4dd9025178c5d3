package io.proconsul.rpc.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Frames to Raft peers, over two connections to each: one for what is small and urgent, one for
 * what is large ({@link Frames} says why). Any thread; nobody waits.
 */
public final class FramePool implements AutoCloseable {
    private final Connector connector;

    /** Bounded by the peers there are. */
    private final ConcurrentMap<InetSocketAddress, Peer> peers = new ConcurrentHashMap<>();

    private volatile boolean closed;

    public FramePool(Connector connector) {
        this.connector = connector;
    }

    /** Both connections, and how many calls have no answer. */
    private record Peer(FrameClient express, FrameClient bulk, AtomicInteger unanswered) {}

    /**
     * Sends a frame; completes with the answer. Fails with an {@link IOException} when the peer
     * cannot be reached, goes away or fails, when too many calls have no answer, or when the frame
     * is too large. Who waits no longer cancels the future, and should.
     *
     * @param address resolved
     */
    public CompletableFuture<byte[]> call(InetSocketAddress address, byte[] frame) {
        if (closed) {
            return failed("the links to other servers are closed");
        }
        if (frame.length > Frames.BYTES_MAX) {
            return failed(
                    "a frame of %d bytes; the limit is %d"
                            .formatted(frame.length, Frames.BYTES_MAX));
        }
        Peer peer = peers.computeIfAbsent(address, this::peer);
        if (peer.unanswered().incrementAndGet() > Frames.UNANSWERED_MAX) {
            peer.unanswered().decrementAndGet();
            return failed(
                    "%d calls to %s have no answer yet"
                            .formatted(Frames.UNANSWERED_MAX, Connector.text(address)));
        }
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        var _ = answer.whenComplete((bytes, failure) -> peer.unanswered().decrementAndGet());
        boolean small = frame.length <= Frames.EXPRESS_BYTES_MAX;
        (small ? peer.express() : peer.bulk()).send(frame, answer);
        return answer;
    }

    private Peer peer(InetSocketAddress address) {
        return new Peer(
                new FrameClient(address, connector),
                new FrameClient(address, connector),
                new AtomicInteger());
    }

    private static CompletableFuture<byte[]> failed(String why) {
        return CompletableFuture.failedFuture(new IOException(why));
    }

    /** Closes the connections to a peer that has gone; its calls fail. */
    public void forget(InetSocketAddress address) {
        Peer peer = peers.remove(address);
        if (peer != null) {
            close(peer);
        }
    }

    private static void close(Peer peer) {
        peer.express().close();
        peer.bulk().close();
    }

    /** Closes everything; calls fail. */
    @Override
    public void close() {
        closed = true;
        peers.values().forEach(FramePool::close);
    }
}
