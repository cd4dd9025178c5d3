package io.proconsul.raft.ratis;

import io.proconsul.raft.PeerLink;

import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotReplyProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteReplyProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionReplyProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionRequestProto;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.rpc.RpcType;
import org.apache.ratis.server.RaftConfiguration;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.server.RaftServerRpc;
import org.apache.ratis.thirdparty.com.google.protobuf.MessageLite;
import org.apache.ratis.thirdparty.com.google.protobuf.Parser;
import org.apache.ratis.util.TimeDuration;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The calls Ratis makes to other servers, over a {@link PeerLink}. What peers ask of this server is
 * answered by {@link PeerRequests}.
 */
final class LinkRpc implements RaftServerRpc {
    /** A chunk of a snapshot goes to the disk of the peer, and the last is read into its memory. */
    private static final int SNAPSHOT_TIMEOUT_MILLIS = 30_000;

    /** Ratis repeats a failed chunk of a snapshot at once; this is the pause it lacks. */
    private static final int SNAPSHOT_PAUSE_MILLIS = 250;

    /** What this shares with the rest of the engine. */
    record Parts(
            PeerLink link,
            LeaderContact contact,
            VotePromise promise,
            Lease lease,
            Appenders appenders,
            Supplier<Barriers> barriers) {}

    /** Asked for with every append and changed seldom. */
    private record Electorate(RaftConfiguration configuration, Voters voters) {}

    private final RaftServer server;
    private final PeerLink link;
    private final LeaderContact contact;
    private final Lease lease;
    private final RpcType type;
    private final PeerRequests requests;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Electorate electorate;

    LinkRpc(RaftServer server, Parts parts, RpcType type) {
        this.server = server;
        this.link = parts.link();
        this.contact = parts.contact();
        this.lease = parts.lease();
        this.type = type;
        this.requests = new PeerRequests(server, parts);
    }

    @Override
    public void start() {
        link.onCall(requests);
    }

    @Override
    public RequestVoteReplyProto requestVote(RequestVoteRequestProto request) throws IOException {
        if (request.getPreVote() && contact.mayOnlyBeSlow()) {
            throw new IOException("no votes are asked for yet: the leader may only be slow");
        }
        contact.lost();
        return call(
                request.getServerRequest(),
                contact.isWanted(request.getCandidateTerm())
                        ? Frame.Kind.REQUEST_VOTE_FOR_LEADER
                        : Frame.Kind.REQUEST_VOTE,
                request,
                RequestVoteReplyProto.parser(),
                electionTimeoutMillis());
    }

    /** An answer that comes after the next election began is worth nothing. */
    private int electionTimeoutMillis() {
        return RaftServerConfigKeys.Rpc.timeoutMax(server.getProperties())
                .toIntExact(TimeUnit.MILLISECONDS);
    }

    /**
     * A peer that has not answered by then is asked again; a slow disk may need a little longer.
     */
    Duration appendTimeout() {
        return Duration.ofMillis(2L * electionTimeoutMillis());
    }

    /** The clock that leases are counted on. */
    long now() {
        return lease.now();
    }

    /**
     * Sends entries, or a heartbeat. Does not block; the answer comes on a thread of the link, and
     * whoever gives it up lets it fail.
     */
    CompletableFuture<AppendEntriesReplyProto> appendEntriesAsync(AppendEntriesRequestProto request)
            throws IOException {
        AppendEntriesRequestProto marked = markInitializing(request);
        String peer = request.getServerRequest().getReplyId().toStringUtf8();
        long sentAt = lease.now();
        CompletableFuture<byte[]> answer =
                link.call(peer, Frame.request(Frame.Kind.APPEND_ENTRIES, marked));
        CompletableFuture<AppendEntriesReplyProto> reply =
                answer.thenApply(frame -> acknowledged(marked, frame, sentAt));
        var _ =
                reply.whenComplete((_, failure) -> {
                    if (failure != null) {
                        answer.cancel(false); // does nothing unless it is still out
                    }
                });
        return reply;
    }

    private AppendEntriesReplyProto acknowledged(
            AppendEntriesRequestProto request, byte[] frame, long sentAt) {
        try {
            var reply = Frame.answer(frame, AppendEntriesReplyProto.parser());
            acknowledged(request, reply, sentAt);
            return reply;
        } catch (IOException refusal) {
            throw new CompletionException(refusal);
        }
    }

    @Override
    public AppendEntriesReplyProto appendEntries(AppendEntriesRequestProto request)
            throws IOException {
        return await(
                Frame.Kind.APPEND_ENTRIES,
                request.getServerRequest().getReplyId().toStringUtf8(),
                appendEntriesAsync(request),
                appendTimeout().toMillis());
    }

    private void acknowledged(
            AppendEntriesRequestProto request, AppendEntriesReplyProto reply, long sentAt)
            throws IOException {
        boolean follows =
                reply.getResult() != AppendEntriesReplyProto.AppendResult.NOT_LEADER
                        && reply.getTerm() == request.getLeaderTerm();
        if (follows) {
            lease.acknowledged(
                    request.getServerRequest().getReplyId().toStringUtf8(),
                    request.getLeaderTerm(),
                    sentAt,
                    voters());
        }
    }

    @SuppressWarnings("ReferenceEquality") // Ratis makes another object when something changes
    private Voters voters() throws IOException {
        RaftConfiguration now = server.getDivision(RatisEngine.GROUP).getRaftConf();
        Electorate known = electorate;
        if (known == null || known.configuration() != now) {
            known = new Electorate(now, Voters.of(server.getId(), now));
            electorate = known;
        }
        return known.voters();
    }

    /**
     * A peer begins to take part in elections at the first append that is not marked
     * "initializing". Ratis leaves the mark on for ever for a voter that was a non-voter before,
     * which then never votes; and drops it, under the next leader, for a non-voter, which then
     * stands for election and shuts itself down when it finds that it may not. So we decide: voters
     * are not initializing, all others are.
     */
    private AppendEntriesRequestProto markInitializing(AppendEntriesRequestProto request)
            throws IOException {
        String target = request.getServerRequest().getReplyId().toStringUtf8();
        boolean votes = voters().isVoter(target);
        return request.getInitializing() == !votes
                ? request
                : request.toBuilder().setInitializing(!votes).build();
    }

    @Override
    public InstallSnapshotReplyProto installSnapshot(InstallSnapshotRequestProto request)
            throws IOException {
        try {
            return call(
                    request.getServerRequest(),
                    Frame.Kind.INSTALL_SNAPSHOT,
                    request,
                    InstallSnapshotReplyProto.parser(),
                    SNAPSHOT_TIMEOUT_MILLIS);
        } catch (InterruptedIOException stopped) {
            throw stopped;
        } catch (IOException failure) {
            pause();
            throw failure;
        }
    }

    private void pause() throws InterruptedIOException {
        try {
            boolean closedMeanwhile = closed.await(SNAPSHOT_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            if (closedMeanwhile) {
                throw new InterruptedIOException("the log is closed");
            }
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        }
    }

    @Override
    public StartLeaderElectionReplyProto startLeaderElection(
            StartLeaderElectionRequestProto request) throws IOException {
        lease.giveUp(server.getDivision(RatisEngine.GROUP).getInfo().getCurrentTerm());
        return call(
                request.getServerRequest(),
                Frame.Kind.START_ELECTION,
                request,
                StartLeaderElectionReplyProto.parser(),
                electionTimeoutMillis());
    }

    private <T> T call(
            RaftRpcRequestProto to,
            Frame.Kind kind,
            MessageLite message,
            Parser<T> parser,
            int timeoutMillis)
            throws IOException {
        String peer = to.getReplyId().toStringUtf8();
        CompletableFuture<byte[]> answer = link.call(peer, Frame.request(kind, message));
        return Frame.answer(await(kind, peer, answer, timeoutMillis), parser);
    }

    private static <T> T await(
            Frame.Kind kind, String peer, CompletableFuture<T> answer, long timeoutMillis)
            throws IOException {
        try {
            return answer.get(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw new IOException("%s of %s: %s".formatted(kind, peer, failure.getCause()));
        } catch (TimeoutException late) {
            answer.cancel(false);
            throw new IOException(
                    "%s of %s: no answer in %d ms".formatted(kind, peer, timeoutMillis));
        } catch (InterruptedException stopped) {
            answer.cancel(false);
            throw interrupted(stopped);
        }
    }

    private static InterruptedIOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        InterruptedIOException stopped = new InterruptedIOException(cause.getMessage());
        stopped.initCause(cause);
        return stopped;
    }

    @Override
    public RpcType getRpcType() {
        return type;
    }

    /** Unresolved, for Ratis would ask the resolver for a name only to print it. */
    @Override
    public InetSocketAddress getInetSocketAddress() {
        return InetSocketAddress.createUnresolved(server.getId().toString(), 0);
    }

    /**
     * Ratis tells every peer it hears of, while it opens the log already. As long as that is only
     * this server, its first election need not wait for anybody.
     */
    @Override
    public void addRaftPeers(Collection<RaftPeer> peers) {
        boolean alone = peers.stream().allMatch(peer -> peer.getId().equals(server.getId()));
        if (!alone) {
            waitLikeOthers();
        }
    }

    private void waitLikeOthers() {
        var properties = server.getProperties();
        TimeDuration min = RaftServerConfigKeys.Rpc.timeoutMin(properties);
        TimeDuration max = RaftServerConfigKeys.Rpc.timeoutMax(properties);
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMax(properties, max);
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMin(properties, min);
    }

    /** Connections are the link's business. */
    @Override
    public void handleException(RaftPeerId peer, Exception failure, boolean reconnect) {}

    @Override
    public void close() {
        closed.countDown();
        link.onCall(frame ->
                CompletableFuture.completedFuture(
                        Frame.bad(new IOException("the raft log here is closed"))));
    }
}
