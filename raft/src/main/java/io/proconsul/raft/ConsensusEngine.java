package io.proconsul.raft;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * One replicated log. Ours, and small, so that what is behind it can be replaced; one conformance
 * suite runs against every implementation.
 *
 * <p>Any thread may call. Futures complete on the engine's threads, which must not be blocked; they
 * fail with {@link ConsensusException}s.
 */
public interface ConsensusEngine extends AutoCloseable {
    /** Opens the log, applies what it holds to the state machine and takes part from now on. */
    void start() throws IOException;

    /**
     * Puts a command into the log. Completes with the state machine's outcome after the command was
     * committed (on the disks of a majority) and applied here. Commands proposed while others are
     * on their way share a log entry.
     */
    CompletableFuture<Object> propose(byte[] command);

    /**
     * A point after everything that was acknowledged before the call: completes once the state here
     * holds all of it, which a quorum has confirmed. The value is the applied index.
     */
    CompletableFuture<Long> barrier();

    EngineStatus status();

    CompletableFuture<Void> addNonVoter(Peer peer);

    CompletableFuture<Void> promote(String peerId);

    CompletableFuture<Void> demote(String peerId);

    CompletableFuture<Void> removePeer(String peerId);

    /** Hands leadership to that voter, or to the most advanced one. */
    CompletableFuture<Void> transferLeadership(@Nullable String peerId);

    /**
     * Writes the state to disk now and forgets the log before it; completes with the index it
     * holds.
     */
    CompletableFuture<Long> requestSnapshot();

    /** Stops taking part. Nothing acknowledged is lost. */
    @Override
    void close();
}
