package io.proconsul.raft.ratis;

import io.proconsul.raft.PeerLink;

import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto;
import org.apache.ratis.proto.RaftProtos.ReadIndexRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionRequestProto;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.MessageLite;
import org.apache.ratis.util.LifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Answers what peers ask of this server. */
final class PeerRequests implements PeerLink.Handler {
    private static final Logger LOG = LoggerFactory.getLogger("agent.server.raft");

    private final RaftServer server;
    private final LeaderContact contact;

    /** For this long after it heard from a leader this server votes for no other. */
    private final Duration electionTimeout;

    /** Those who want to know when this server takes part in elections; the link bounds them. */
    private final Queue<CompletableFuture<byte[]>> awaitRunning = new ConcurrentLinkedQueue<>();

    PeerRequests(RaftServer server, LeaderContact contact, Duration electionTimeout) {
        this.server = server;
        this.contact = contact;
        this.electionTimeout = electionTimeout;
    }

    /** On a thread of its own, for Ratis takes locks, writes to the disk and waits for it. */
    @Override
    public CompletableFuture<byte[]> called(byte[] frame) {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("raft-peer-request").start(() -> answer(frame, answer));
        return answer;
    }

    private void answer(byte[] frame, CompletableFuture<byte[]> answer) {
        try {
            answer(Frame.kind(frame), Frame.body(frame), answer);
        } catch (IOException | RuntimeException failure) {
            LOG.debug("a raft peer is refused: error={}", failure.toString());
            answer.complete(Frame.bad(failure));
        }
    }

    private void answer(Frame.Kind kind, ByteString body, CompletableFuture<byte[]> answer)
            throws IOException {
        switch (kind) {
            case APPEND_ENTRIES -> {
                var request = AppendEntriesRequestProto.parseFrom(body);
                contact.heard(request.getServerRequest().getRequestorId().toStringUtf8());
                send(server.appendEntriesAsync(request), answer);
                tellIfRunning();
            }
            case READ_INDEX -> {
                var request = ReadIndexRequestProto.parseFrom(body);
                send(server.readIndexAsync(request), answer);
            }
            case REQUEST_VOTE -> {
                var request = RequestVoteRequestProto.parseFrom(body);
                refuseBesideLeader(request);
                answer.complete(Frame.good(server.requestVote(request)));
            }
            case REQUEST_VOTE_FOR_LEADER -> {
                var request = RequestVoteRequestProto.parseFrom(body);
                answer.complete(Frame.good(server.requestVote(request)));
            }
            case INSTALL_SNAPSHOT -> {
                var request = InstallSnapshotRequestProto.parseFrom(body);
                contact.heard(request.getServerRequest().getRequestorId().toStringUtf8());
                answer.complete(Frame.good(server.installSnapshot(request)));
            }
            case START_ELECTION -> {
                var request = StartLeaderElectionRequestProto.parseFrom(body);
                contact.toldToStand(electionTimeout);
                answer.complete(Frame.good(server.startLeaderElection(request)));
            }
            case AWAIT_RUNNING -> {
                awaitRunning.add(answer);
                tellIfRunning();
            }
            case PING -> answer.complete(Frame.good());
        }
    }

    /** What the lease of a leader rests on, see {@link Lease}. */
    private void refuseBesideLeader(RequestVoteRequestProto request) throws IOException {
        String candidate = request.getServerRequest().getRequestorId().toStringUtf8();
        if (contact.standsBehindOther(candidate, electionTimeout)) {
            throw new IOException("no vote for " + candidate + ": the leader is alive");
        }
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
