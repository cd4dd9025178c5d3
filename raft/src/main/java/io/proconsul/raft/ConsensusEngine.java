package io.proconsul.raft;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One replicated log. Ours, and small, so that what is behind it can be replaced; one conformance
 * suite runs against every implementation.
 *
 * <p>Any thread may call. Futures complete on the engine's threads, which must not be blocked; they
 * fail with {@link ConsensusException}s.
 */
public interface ConsensusEngine extends AutoCloseable {
    /**
     * Whether this server has taken part before: then it goes on with the log it has, whatever
     * founders {@link #start} is given. Cheap enough to be asked before the start, not on every
     * call.
     *
     * @throws IOException when the folder of the log cannot be read
     */
    boolean hasLog() throws IOException;

    /**
     * Opens the log, applies what it holds to the state machine and takes part from now on. Once:
     * an engine that was stopped, or failed to start, is not started again.
     *
     * @param founders the servers that begin a log together, this one among them, the same list on
     *     each; empty on a server that will be added to a running log. It is kept, so that a server
     *     that dies before the first entry begins with the same list again
     * @throws IOException naming the folder and the cause when the log cannot be opened
     */
    void start(List<Peer> founders) throws IOException;

    /**
     * Puts a command into the log. Completes with the state machine's outcome after the command was
     * committed (on the disks of a majority) and applied here. Commands proposed while others are
     * on their way share a log entry, and those of one caller are applied in the order of the
     * calls. The array belongs to the engine from now on. A command that is too large is {@code
     * Refused}, one too many is {@code Overloaded}.
     */
    CompletableFuture<Object> propose(byte[] command);

    /**
     * A point after everything that was acknowledged before the call: completes once the state here
     * holds all of it, which a quorum has confirmed. The value is the applied index. Also on a
     * follower, which asks the leader; not on a non-voter. Callers share rounds, so thousands may
     * ask.
     */
    CompletableFuture<Long> barrier();

    /**
     * Whether this server leads, knows all that was committed, and heard so lately from a quorum
     * that nobody else can lead yet: what its state holds may be told without asking anybody.
     * Cheap; to be asked for each read, right before the state is looked at. Time in which this
     * process was stopped counts.
     */
    boolean holdsLease();

    /** Age of the last word from the leader; zero on the leader. Cheap, asked for stale reads. */
    Duration lastContact();

    /** Whether this server leads and that peer has answered it lately. */
    boolean hears(String peerId);

    EngineStatus status();

    /**
     * Has a server take part without a vote. It must have been started, without founders, and be
     * reachable. Completes when it has caught up; like all changes of membership only on the
     * leader, one at a time.
     */
    CompletableFuture<Void> addNonVoter(Peer peer);

    /** Gives a server a vote; completes when that server itself says that it votes. */
    CompletableFuture<Void> promote(String peerId);

    /** Takes a server's vote; it goes on receiving the log. */
    CompletableFuture<Void> demote(String peerId);

    /** Takes a server out. When it learns of that, its engine stops. */
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
