package io.proconsul.raft.link;

import io.proconsul.raft.PeerLink;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A link that looks up where a peer lives each time it calls: a server that comes back with another
 * address is found again as soon as gossip knows it, and nobody edits a file.
 *
 * <p>Any thread.
 */
public final class AddressedLink implements PeerLink {
    private final Function<String, Optional<String>> addresses;
    private final Wire wire;

    /** Unanswered calls by peer; bounded by the servers there ever were. */
    private final Map<String, AtomicInteger> underway = new ConcurrentHashMap<>();

    private volatile @Nullable Handler handler;

    /** Carries a frame to an address and the answer back. Does not block. */
    @FunctionalInterface
    public interface Wire {
        /**
         * @param address {@code host:port} of a server's RPC port
         */
        CompletableFuture<byte[]> send(String address, byte[] frame);
    }

    /**
     * @param addresses {@code host:port} of a peer by its node id; empty when nobody knows it
     */
    public AddressedLink(Function<String, Optional<String>> addresses, Wire wire) {
        this.addresses = addresses;
        this.wire = wire;
    }

    @Override
    public CompletableFuture<byte[]> call(String peerId, byte[] frame) {
        if (frame.length > FRAME_BYTES_MAX) {
            return failed(
                    "a frame of %d bytes; the limit is %d"
                            .formatted(frame.length, FRAME_BYTES_MAX));
        }
        Optional<String> address = addresses.apply(peerId);
        if (address.isEmpty()) {
            return failed("nobody knows where server " + peerId + " lives");
        }
        AtomicInteger calls = underway.computeIfAbsent(peerId, _ -> new AtomicInteger());
        if (calls.incrementAndGet() > CALLS_UNDERWAY_MAX) {
            calls.decrementAndGet();
            return failed(
                    "server %s has not answered %d calls; no more are sent"
                            .formatted(peerId, CALLS_UNDERWAY_MAX));
        }
        CompletableFuture<byte[]> answer = wire.send(address.get(), frame);
        var _ = answer.whenComplete((_, _) -> calls.decrementAndGet());
        return answer;
    }

    private static CompletableFuture<byte[]> failed(String why) {
        return CompletableFuture.failedFuture(new IOException(why));
    }

    @Override
    public void onCall(Handler answers) {
        handler = answers;
    }

    /** A peer has sent a frame; whoever listens on the RPC port hands it over. */
    public CompletableFuture<byte[]> called(byte[] frame) {
        Handler answers = handler;
        return answers == null
                ? failed("the raft log here is not open yet")
                : answers.called(frame);
    }
}
