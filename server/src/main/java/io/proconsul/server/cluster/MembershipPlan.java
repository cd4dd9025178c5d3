package io.proconsul.server.cluster;

import io.proconsul.model.operator.AutopilotConfig;
import io.proconsul.model.operator.ServerHealth;
import io.proconsul.raft.Peer;
import io.proconsul.server.leader.Member;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the leader changes next about who takes part in the log. A function of what it knows; one
 * change at a time, for the next is decided on what the last has brought.
 */
final class MembershipPlan {
    /**
     * As long as there are fewer voters, a server gets its vote as soon as it has caught up: a
     * young cluster gains more from surviving a loss than from watching a newcomer.
     */
    private static final int YOUNG = 3;

    /** After all were restarted, gossip does not know everybody again at once. */
    private static final Duration TIME_TO_BE_MET = Duration.ofMinutes(1);

    /**
     * Who comes back from a restart or a break in the network by then keeps its place and its log;
     * 1.8.7 takes it out after 10 s or so.
     */
    private static final Duration TIME_TO_COME_BACK = Duration.ofSeconds(30);

    private MembershipPlan() {}

    /**
     * What the leader knows.
     *
     * @param self its own node id
     * @param peers who takes part now
     * @param heard the node ids of those that answer the log at present
     * @param servers the servers gossip knows, also failed and left ones
     * @param kinds of those servers, by node id; missing as long as nobody knows
     * @param health by node id; a server that has not been looked at yet is missing
     * @param waiting whose last change failed: they are left alone for a while
     * @param ledFor how long it has led
     */
    record View(
            String self,
            List<Peer> peers,
            Set<String> heard,
            List<ServerMember> servers,
            Map<String, ServerKind> kinds,
            Map<String, ServerHealth> health,
            AutopilotConfig config,
            Set<String> waiting,
            Duration ledFor,
            Instant now) {

        Optional<ServerMember> server(String id) {
            return servers.stream().filter(server -> server.id().equals(id)).findFirst();
        }

        long voters() {
            return peers.stream().filter(Peer::voter).count();
        }

        boolean mayChange(Peer peer) {
            return !peer.id().equals(self) && !waiting.contains(peer.id());
        }
    }

    /** A change of who takes part. */
    sealed interface Change {
        /** The node id of the server it is about. */
        String id();

        /** It receives the log from now on, without a vote. */
        record Add(Peer peer) implements Change {
            @Override
            public String id() {
                return peer.id();
            }
        }

        /** It gets a vote. */
        record Promote(String id) implements Change {}

        /** It loses its vote, which it does not want any more. */
        record Demote(String id) implements Change {}

        /** It takes part no more. */
        record Remove(String id, String why) implements Change {}

        /**
         * It takes part no more, and gossip, which still waits for it, is told that it has left.
         *
         * @param name by which gossip knows it
         */
        record Expel(String id, String name) implements Change {}
    }

    /** The next change; empty when all is as it should be. */
    static Optional<Change> next(View view) {
        return Optional.<Change>empty()
                .or(() -> left(view))
                .or(() -> dead(view))
                .or(() -> promotion(view))
                .or(() -> demotion(view))
                .or(() -> addition(view));
    }

    private static Optional<Change> left(View view) {
        return view.peers().stream()
                .filter(view::mayChange)
                .filter(peer -> hasLeft(peer, view))
                .findFirst()
                .map(peer -> new Change.Remove(peer.id(), "it has left"));
    }

    private static boolean hasLeft(Peer peer, View view) {
        return view.server(peer.id())
                .filter(server -> server.status() == Member.Status.LEFT)
                .isPresent();
    }

    /**
     * Only while those that are gone are less than half of the voters, rounded down: one of four or
     * five. 1.8.7 takes out one of three as well, which leaves two of whom neither may fail; ours
     * keeps its place, so that it makes up a quorum as soon as it is back.
     */
    private static Optional<Change> dead(View view) {
        if (!view.config().cleanupDeadServers()) {
            return Optional.empty();
        }
        List<Peer> dead = view.peers().stream().filter(peer -> isDead(peer, view)).toList();
        long left = view.voters() - dead.size();
        boolean enoughLeft = dead.size() < view.voters() / 2 && left >= view.config().minQuorum();
        return enoughLeft
                ? dead.stream()
                        .filter(view::mayChange)
                        .filter(peer -> hasBeen(false, peer, TIME_TO_COME_BACK, view))
                        .findFirst()
                        .map(peer -> removal(peer, view))
                : Optional.empty();
    }

    private static Change removal(Peer peer, View view) {
        if (isStranger(peer, view)) {
            return new Change.Remove(peer.id(), "a genuine Consul server has taken its place");
        }
        return view.server(peer.id())
                .<Change>map(server -> new Change.Expel(peer.id(), server.name()))
                .orElseGet(() -> new Change.Remove(peer.id(), "gossip does not know it"));
    }

    /** Failed in the eyes of gossip, unknown to it for so long, or in the place of another kind. */
    private static boolean isDead(Peer peer, View view) {
        if (peer.id().equals(view.self())) {
            return false;
        }
        return isStranger(peer, view) || isGone(peer, view);
    }

    /** A genuine server was started with the node id, which stands in the data folder. */
    private static boolean isStranger(Peer peer, View view) {
        ServerKind kind = view.kinds().get(peer.id());
        return kind != null && kind != ServerKind.OURS;
    }

    /** Gossip may take half a minute longer than the log to find somebody again. */
    private static boolean isGone(Peer peer, View view) {
        return !view.heard().contains(peer.id()) && isLost(peer, view);
    }

    private static boolean isLost(Peer peer, View view) {
        return view.server(peer.id())
                .map(server -> server.status() == Member.Status.FAILED)
                .orElse(view.ledFor().compareTo(TIME_TO_BE_MET) >= 0);
    }

    private static Optional<Change> promotion(View view) {
        return view.peers().stream()
                .filter(peer -> !peer.voter() && view.mayChange(peer))
                .filter(peer -> wantsVote(peer, view))
                .filter(peer -> view.voters() < YOUNG || isStable(peer, view))
                .findFirst()
                .map(peer -> new Change.Promote(peer.id()));
    }

    private static boolean wantsVote(Peer peer, View view) {
        return view.server(peer.id())
                .filter(server -> server.isAlive() && server.voter())
                .isPresent();
    }

    private static boolean isStable(Peer peer, View view) {
        return hasBeen(true, peer, view.config().serverStabilizationTime(), view);
    }

    /** Whether it has been well, or not well, for so long. */
    private static boolean hasBeen(boolean healthy, Peer peer, Duration time, View view) {
        ServerHealth health = view.health().get(peer.id());
        return health != null
                && health.healthy() == healthy
                && Duration.between(health.stableSince(), view.now()).compareTo(time) >= 0;
    }

    private static Optional<Change> demotion(View view) {
        if (view.voters() < 2) {
            return Optional.empty();
        }
        return view.peers().stream()
                .filter(peer -> peer.voter() && view.mayChange(peer))
                .filter(peer ->
                        view.server(peer.id())
                                .filter(server -> server.isAlive() && !server.voter())
                                .isPresent())
                .findFirst()
                .map(peer -> new Change.Demote(peer.id()));
    }

    /**
     * Only a server that is known to be of our kind. One bootstrap server does not add another,
     * which may have a log of its own.
     */
    private static Optional<Change> addition(View view) {
        Set<String> known = view.peers().stream().map(Peer::id).collect(Collectors.toSet());
        boolean bootstrap = view.server(view.self()).filter(ServerMember::bootstrap).isPresent();
        return view.servers().stream()
                .filter(ServerMember::isAlive)
                .filter(server -> view.kinds().get(server.id()) == ServerKind.OURS)
                .filter(server -> !server.id().equals(view.self()))
                .filter(server -> !known.contains(server.id()))
                .filter(server -> !view.waiting().contains(server.id()))
                .filter(server -> !(bootstrap && server.bootstrap()))
                .min((one, other) -> one.id().compareTo(other.id()))
                .map(server -> new Change.Add(new Peer(server.id(), server.address(), false)));
    }
}
