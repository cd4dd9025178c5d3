package io.proconsul.raft.ratis;

import io.proconsul.raft.ConsensusException;

import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.LeaderElectionManagementRequest;
import org.apache.ratis.protocol.RaftClientAsynchronousProtocol;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftConfiguration;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.util.LifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * This server as a running member of the log: what Ratis gives us to hold, and how a request of
 * ours is named. Any thread.
 */
final class Member {
    private static final Logger LOG = LoggerFactory.getLogger("agent.server.raft");

    final RaftServer server;
    final RaftServer.Division division;
    final ClientId client = ClientId.randomId();
    private final AtomicLong calls = new AtomicLong();

    Member(RaftServer server) throws IOException {
        this.server = server;
        this.division = server.getDivision(RatisEngine.GROUP);
    }

    RaftPeerId id() {
        return server.getId();
    }

    long nextCall() {
        return calls.incrementAndGet();
    }

    /**
     * Whether this server, whose log was closed by Ratis, was taken out of it: it has seen that
     * itself, or its peers told it when it stood for election.
     */
    boolean isTakenOut() {
        return !isIn(RaftPeerRole.FOLLOWER) && !isIn(RaftPeerRole.LISTENER)
                || division.getInfo().isCandidate();
    }

    private boolean isIn(RaftPeerRole role) {
        return division.getRaftConf().getCurrentPeers(role).stream()
                .anyMatch(peer -> peer.getId().equals(id()));
    }

    /**
     * A voter that is demoted goes on standing for election when the leader is gone, and then shuts
     * itself down because it may not. So its elections are paused until it is promoted.
     */
    void pauseElectionsOfNonVoter() {
        long call = nextCall();
        LeaderElectionManagementRequest request =
                isIn(RaftPeerRole.LISTENER)
                        ? LeaderElectionManagementRequest.newPause(
                                client, id(), RatisEngine.GROUP, call)
                        : LeaderElectionManagementRequest.newResume(
                                client, id(), RatisEngine.GROUP, call);
        try {
            var _ = server.leaderElectionManagementAsync(request);
        } catch (RuntimeException notRunning) {
            LOG.debug("no elections yet: error={}", notRunning.toString());
        }
    }

    /**
     * The division's own entrance, past the thread pool that the server would hand a request to.
     */
    RaftClientAsynchronousProtocol requests() {
        return (RaftClientAsynchronousProtocol) division;
    }

    boolean leads() {
        return isAlive() && division.getInfo().isLeader();
    }

    boolean leadsAndIsReady() {
        return leads() && division.getInfo().isLeaderReady();
    }

    long term() {
        return division.getInfo().getCurrentTerm();
    }

    long committedIndex() {
        return division.getRaftLog().getLastCommittedIndex();
    }

    Voters voters() {
        return Voters.of(id(), division.getRaftConf());
    }

    /** No other server takes part, nor did one before a change that is under way. */
    boolean isAlone() {
        RaftConfiguration configuration = division.getRaftConf();
        return configuration.getCurrentPeers().size() == 1
                && configuration.getPreviousPeers(RaftPeerRole.FOLLOWER).size() <= 1;
    }

    boolean isAlive() {
        LifeCycle.State state = division.getInfo().getLifeCycleState();
        return !state.isClosingOrClosed() && state != LifeCycle.State.EXCEPTION;
    }

    long appliedIndex() {
        return Math.max(0, division.getInfo().getLastAppliedIndex());
    }

    /**
     * Whether the state here holds everything that is committed. A leader commits first and applies
     * afterwards; meanwhile a follower may have applied the entry and told of it.
     */
    boolean holdsAllCommitted() {
        return appliedIndex() >= committedIndex();
    }

    /**
     * A request's answer, or why there is none; futures of Ratis hold both in several wrappings.
     */
    static CompletableFuture<RaftClientReply> checked(CompletableFuture<RaftClientReply> reply) {
        return reply.thenApply(answer -> {
            if (answer.isSuccess()) {
                return answer;
            }
            throw new CompletionException(
                    answer.getException() != null
                            ? answer.getException()
                            : new IOException("raft answers " + answer));
        });
    }

    /** What we say in place of an exception of Ratis, for a request that changed nothing. */
    static ConsensusException translated(Throwable failure) {
        Throwable cause = unwrapped(failure);
        if (cause instanceof ConsensusException ours) {
            return ours;
        }
        return Refusals.isNotLeader(cause)
                ? new ConsensusException.NotLeader()
                : new ConsensusException.Refused(String.valueOf(cause.getMessage()));
    }

    static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Waits for the threads of Ratis, up to a second or so. */
    void close() {
        try {
            server.close();
        } catch (IOException failure) {
            LOG.warn("closing the raft log: error={}", failure.toString());
        }
    }
}
