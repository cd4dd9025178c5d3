package io.proconsul.server;

import io.proconsul.raft.ConsensusEngine;
import io.proconsul.raft.ConsensusException;
import io.proconsul.raft.EngineEvent;
import io.proconsul.raft.EngineStatus;
import io.proconsul.raft.Fsm;
import io.proconsul.raft.Peer;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A log without threads: what is proposed is applied before {@code propose} returns, and leadership
 * comes and goes when the test says so. Barriers can be held back.
 */
public final class DirectEngine implements ConsensusEngine {
    public static final Peer SELF = new Peer("node-id", "127.0.0.1:8300", true);

    private final Fsm fsm;
    private final Consumer<EngineEvent> listener;
    private final Queue<CompletableFuture<Long>> barriersHeld = new ArrayDeque<>();
    private EngineStatus.Role role = EngineStatus.Role.FOLLOWER;
    private boolean follows;
    private @Nullable ConsensusException refusal;
    private boolean holdBarriers;
    private boolean lease = true;
    private long term;
    private long index;
    private List<Peer> peers = List.of(SELF);
    int transfers;
    int proposed;
    int barriers;
    public int snapshots;

    DirectEngine(Fsm fsm, Consumer<EngineEvent> listener) {
        this.fsm = fsm;
        this.listener = listener;
    }

    /** Elected, but not yet sure to know everything. */
    public void elected() {
        follows = false;
        term++;
        role = EngineStatus.Role.LEADER;
        listener.accept(new EngineEvent.LeaderChanged(SELF.id(), SELF.address()));
    }

    public void gained() {
        listener.accept(new EngineEvent.LeadershipGained(term));
    }

    public void lead() {
        elected();
        gained();
    }

    public void lose() {
        role = EngineStatus.Role.FOLLOWER;
        listener.accept(new EngineEvent.LeadershipLost(term));
        listener.accept(new EngineEvent.LeaderChanged(null, ""));
    }

    public void hearOf(String leaderId, String address) {
        follows = true;
        listener.accept(new EngineEvent.LeaderChanged(leaderId, address));
    }

    /** These take part from now on. */
    public void peers(List<Peer> now) {
        peers = now;
    }

    public void say(EngineEvent event) {
        listener.accept(event);
    }

    /** Every command fails like this from now on; null: no more. */
    public void refuse(@Nullable ConsensusException with) {
        refusal = with;
    }

    public void holdBarriers() {
        holdBarriers = true;
    }

    public void releaseBarrier() {
        barriersHeld.remove().complete(index);
    }

    @Override
    public boolean hasLog() {
        return true;
    }

    @Override
    public void start(List<Peer> founders) {}

    /** Somebody else may lead already; leadership is not lost yet. */
    public void loseLease() {
        lease = false;
    }

    @Override
    public boolean holdsLease() {
        return lease && role == EngineStatus.Role.LEADER;
    }

    /** Peers here are names only. */
    @Override
    public boolean hears(String peerId) {
        return false;
    }

    @Override
    public Duration lastContact() {
        return role == EngineStatus.Role.LEADER ? Duration.ZERO : Duration.ofMillis(25);
    }

    @Override
    public CompletableFuture<Object> propose(byte[] command) {
        proposed++;
        if (refusal != null) {
            return CompletableFuture.failedFuture(refusal);
        }
        if (role != EngineStatus.Role.LEADER) {
            return CompletableFuture.failedFuture(new ConsensusException.NotLeader());
        }
        return CompletableFuture.completedFuture(
                fsm.apply(++index, term, List.of(command)).getFirst());
    }

    @Override
    public CompletableFuture<Long> barrier() {
        barriers++;
        if (role != EngineStatus.Role.LEADER && !follows) {
            return CompletableFuture.failedFuture(new ConsensusException.NotLeader());
        }
        CompletableFuture<Long> barrier = new CompletableFuture<>();
        if (holdBarriers) {
            barriersHeld.add(barrier);
        } else {
            barrier.complete(index);
        }
        return barrier;
    }

    @Override
    public EngineStatus status() {
        boolean leads = role == EngineStatus.Role.LEADER;
        return new EngineStatus(
                role,
                term,
                leads ? SELF.id() : null,
                leads ? SELF.address() : "",
                leads,
                index,
                index,
                index,
                0,
                0,
                leads ? Duration.ZERO : Duration.ofMillis(25),
                peers);
    }

    @Override
    public CompletableFuture<Void> addNonVoter(Peer peer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Void> promote(String peerId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Void> demote(String peerId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Void> removePeer(String peerId) {
        peers = peers.stream().filter(peer -> !peer.id().equals(peerId)).toList();
        listener.accept(new EngineEvent.ConfigurationChanged(peers));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> transferLeadership(@Nullable String peerId) {
        transfers++;
        lose();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Long> requestSnapshot() {
        snapshots++;
        return CompletableFuture.completedFuture(index);
    }

    @Override
    public void close() {
        role = EngineStatus.Role.STOPPED;
    }
}
