package io.proconsul.raft;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * How the servers of one log reach each other: frames to a peer and answers back. The engine opens
 * no socket; whoever implements this knows where a peer lives, proves who it is, and reconnects.
 *
 * <p>Votes and heartbeats are among the frames, so none may wait behind another: answers come in
 * any order, and a slow handler holds up nobody but its own caller.
 */
public interface PeerLink {
    /**
     * No frame and no answer is larger. A link may close the connection of a peer that sends one.
     */
    int FRAME_BYTES_MAX = 4 * 1024 * 1024;

    /** A link has at most this many unanswered calls to one peer; further ones fail at once. */
    int CALLS_UNDERWAY_MAX = 64;

    /**
     * Sends a frame; completes with the answer. Fails with an {@link IOException} when the peer is
     * unknown, cannot be reached, or goes away before it answers. Whoever calls gives up by himself
     * when it takes too long. Does not block.
     */
    CompletableFuture<byte[]> call(String peerId, byte[] frame);

    /** Who answers the calls of peers from now on; calls that come before fail. */
    void onCall(Handler handler);

    /** Answers a call. Does not block; the future may complete later, on any thread. */
    @FunctionalInterface
    interface Handler {
        CompletableFuture<byte[]> called(byte[] frame);
    }

    /** For a server that is alone and stays so. */
    static PeerLink none() {
        return NoPeers.INSTANCE;
    }
}
