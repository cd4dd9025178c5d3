package io.proconsul.raft.ratis;

import io.proconsul.raft.PeerLink;

import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionRequestProto;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.MessageLite;
import org.apache.ratis.util.LifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Answers what peers ask of this server. */
final class PeerRequests implements PeerLink.Handler {
    private static final Logger LOG = LoggerFactory.getLogger("agent.server.raft");

    /** What is larger takes longer to read than a thread to start. */
    private static final int AT_ONCE_BYTES_MAX = 256 * 1024;

    private final RaftServer server;
    private final LeaderContact contact;
    private final VotePromise promise;
    private final Supplier<Barriers> barriers;

    /**
     * Ratis checks an append under its lock and writes it after that, so an old leader's could come
     * after a new one's and take it back. One at a time, it cannot.
     */
    private final ReentrantLock appending = new ReentrantLock();

    /** Those who want to know when this server takes part in elections; the link bounds them. */
    private final Queue<CompletableFuture<byte[]>> awaitRunning = new ConcurrentLinkedQueue<>();

    PeerRequests(RaftServer server, LinkRpc.Parts parts) {
        this.server = server;
        this.contact = parts.contact();
        this.promise = parts.promise();
        this.barriers = parts.barriers();
    }

    /**
     * What is only looked up is answered at once; the rest on a thread of its own, for Ratis takes
     * locks, writes to the disk and waits for it.
     */
    @Override
    public CompletableFuture<byte[]> called(byte[] frame) {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        if (Frame.isLookUp(frame)) {
            answer(frame, answer);
        } else if (!isAppendedAtOnce(frame, answer)) {
            Thread.ofVirtual().name("raft-peer-request").start(() -> answer(frame, answer));
        }
        return answer;
    }

    private void answer(byte[] frame, CompletableFuture<byte[]> answer) {
        try {
            answer(Frame.kind(frame), frame, answer);
        } catch (IOException | RuntimeException failure) {
            refuse(failure, answer);
        }
    }

    private static void refuse(Exception failure, CompletableFuture<byte[]> answer) {
        LOG.debug("a raft peer is refused: error={}", failure.toString());
        answer.complete(Frame.bad(failure));
    }

    private void answer(Frame.Kind kind, byte[] frame, CompletableFuture<byte[]> answer)
            throws IOException {
        ByteString body = Frame.body(frame);
        switch (kind) {
            case APPEND_ENTRIES -> append(AppendEntriesRequestProto.parseFrom(body), answer);
            case REQUEST_VOTE -> vote(RequestVoteRequestProto.parseFrom(body), answer);
            case REQUEST_VOTE_FOR_LEADER -> {
                var request = RequestVoteRequestProto.parseFrom(body);
                answer.complete(Frame.good(server.requestVote(request)));
            }
            case INSTALL_SNAPSHOT -> {
                var request = InstallSnapshotRequestProto.parseFrom(body);
                heard(request.getServerRequest(), request.getLeaderTerm());
                answer.complete(
                        Frame.good(
                                holds(request)
                                        ? HeldSnapshot.answer(request)
                                        : server.installSnapshot(request)));
            }
            case START_ELECTION -> {
                var request = StartLeaderElectionRequestProto.parseFrom(body);
                contact.toldToStand(request.getLeaderLastEntry().getTerm());
                answer.complete(Frame.good(server.startLeaderElection(request)));
            }
            case AWAIT_RUNNING -> {
                awaitRunning.add(answer);
                tellIfRunning();
            }
            case PING -> answer.complete(Frame.good());
            case CONFIRM -> confirm(Frame.number(frame), answer);
            case READ_POINT -> readPoint(Frame.text(frame), answer);
        }
    }

    /**
     * What a follower hears from the leader it follows changes nothing but its log, whose disk has
     * a thread of its own; so it can be taken by the thread that brought it.
     */
    private boolean isAppendedAtOnce(byte[] frame, CompletableFuture<byte[]> answer) {
        if (!Frame.isAppend(frame) || frame.length > AT_ONCE_BYTES_MAX || !appending.tryLock()) {
            return false;
        }
        try {
            var request = AppendEntriesRequestProto.parseFrom(Frame.body(frame));
            if (!isFollowed(request)) {
                return false;
            }
            appendInTurn(request, answer);
        } catch (IOException | RuntimeException failure) {
            refuse(failure, answer);
        } finally {
            appending.unlock();
        }
        return true;
    }

    private boolean isFollowed(AppendEntriesRequestProto request) throws IOException {
        DivisionInfo self = server.getDivision(RatisEngine.GROUP).getInfo();
        RaftPeerId leader = self.getLeaderId();
        return self.isFollower()
                && self.getLifeCycleState() == LifeCycle.State.RUNNING
                && self.getCurrentTerm() == request.getLeaderTerm()
                && leader != null
                && leader.toByteString().equals(request.getServerRequest().getRequestorId());
    }

    private void append(AppendEntriesRequestProto request, CompletableFuture<byte[]> answer)
            throws IOException {
        appending.lock();
        try {
            appendInTurn(request, answer);
        } finally {
            appending.unlock();
        }
    }

    private void appendInTurn(AppendEntriesRequestProto request, CompletableFuture<byte[]> answer)
            throws IOException {
        heard(request.getServerRequest(), request.getLeaderTerm());
        send(server.appendEntriesAsync(request), answer);
        tellIfRunning();
    }

    /**
     * A leader gives its snapshot to everybody who joins, also to one that comes back with a log
     * beyond it. Ratis would take it and keep the entries behind it, but go on as if the log ended
     * there, and fail at the next entry.
     */
    private boolean holds(InstallSnapshotRequestProto request) throws IOException {
        TermIndex end = TermIndex.valueOf(request.getSnapshotChunk().getTermIndex());
        RaftLog log = server.getDivision(RatisEngine.GROUP).getRaftLog();
        return request.getLeaderTerm() >= currentTerm()
                && log.getNextIndex() > end.getIndex() + 1
                && end.equals(log.getTermIndex(end.getIndex()));
    }

    /** Before Ratis sees what the leader says, so that the promise is older than the answer. */
    private void heard(RaftRpcRequestProto from, long inTerm) throws IOException {
        if (inTerm >= currentTerm()) {
            String leader = from.getRequestorId().toStringUtf8();
            contact.heard(leader);
            promise.given(leader, inTerm);
        }
    }

    private void vote(RequestVoteRequestProto request, CompletableFuture<byte[]> answer)
            throws IOException {
        String candidate = request.getServerRequest().getRequestorId().toStringUtf8();
        var reply = promise.vote(candidate, () -> server.requestVote(request));
        answer.complete(Frame.good(reply));
    }

    private void confirm(long term, CompletableFuture<byte[]> answer) throws IOException {
        long known = currentTerm();
        answer.complete(
                known <= term
                        ? Frame.good()
                        : Frame.bad(new IOException("term %d has begun".formatted(known))));
    }

    private long currentTerm() throws IOException {
        return server.getDivision(RatisEngine.GROUP).getInfo().getCurrentTerm();
    }

    private void readPoint(String follower, CompletableFuture<byte[]> answer) {
        var _ =
                barriers.get()
                        .pointFor(follower)
                        .whenComplete((point, failure) ->
                                answer.complete(
                                        failure == null ? Frame.good(point) : Frame.bad(failure)));
    }

    private static void send(
            CompletableFuture<? extends MessageLite> reply, CompletableFuture<byte[]> answer) {
        var _ =
                reply.whenComplete((message, failure) ->
                        answer.complete(
                                failure == null ? Frame.good(message) : Frame.bad(failure)));
    }

    /** An append may have made it so. */
    private void tellIfRunning() throws IOException {
        if (awaitRunning.isEmpty() || !isRunning()) {
            return;
        }
        for (var next = awaitRunning.poll(); next != null; next = awaitRunning.poll()) {
            next.complete(Frame.good());
        }
    }

    private boolean isRunning() throws IOException {
        return server.getDivision(RatisEngine.GROUP).getInfo().getLifeCycleState()
                == LifeCycle.State.RUNNING;
    }
}
