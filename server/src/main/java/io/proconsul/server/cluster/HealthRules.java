package io.proconsul.server.cluster;

import io.proconsul.model.operator.AutopilotConfig;
import io.proconsul.model.operator.ClusterHealth;
import io.proconsul.model.operator.RaftServer;
import io.proconsul.model.operator.ServerHealth;
import io.proconsul.model.operator.ServerStats;
import io.proconsul.model.wire.GoDuration;
import io.proconsul.raft.EngineStatus;
import io.proconsul.raft.Peer;
import io.proconsul.server.leader.Member;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which servers are well, in the eyes of the leader. Functions of what it knows. */
final class HealthRules {
    /**
     * A leader that has nothing to say speaks every quarter of a second: a server that heard it
     * within this is well whatever the threshold.
     */
    private static final Duration SILENCE = Duration.ofMillis(500);

    /** Stands for the contact of a server that never heard a leader. */
    private static final Duration NEVER = Duration.ofNanos(-1);

    private HealthRules() {}

    /**
     * The health of one server.
     *
     * @param stats what it said of itself; null when it did not answer
     * @param before what was found the last time; null the first time
     * @param leader where the leader's own log stands
     */
    static ServerHealth of(
            Peer peer,
            Optional<ServerMember> member,
            @Nullable ServerStats stats,
            @Nullable ServerHealth before,
            EngineStatus leader,
            AutopilotConfig config,
            Instant now) {
        Duration contact = stats == null ? NEVER : contact(stats.lastContact());
        boolean healthy =
                stats != null
                        && member.filter(ServerMember::isAlive).isPresent()
                        && isNear(contact, config)
                        && stats.lastTerm() == leader.term()
                        && stats.lastIndex() + config.maxTrailingLogs() >= leader.lastLogIndex();
        Instant since = before != null && before.healthy() == healthy ? before.stableSince() : now;
        return new ServerHealth(
                peer.id(),
                member.map(ServerMember::name).orElse(RaftServer.UNKNOWN_NODE),
                member.map(ServerMember::address).orElse(peer.address()),
                member.map(server -> serfStatus(server.status())).orElse(0),
                member.map(ServerMember::version).orElse(""),
                peer.id().equals(leader.leaderId()),
                contact,
                stats == null ? 0 : stats.lastTerm(),
                stats == null ? 0 : stats.lastIndex(),
                healthy,
                peer.voter(),
                since);
    }

    private static boolean isNear(Duration contact, AutopilotConfig config) {
        Duration allowed = config.lastContactThreshold();
        Duration longer = allowed.compareTo(SILENCE) < 0 ? SILENCE : allowed;
        return !contact.isNegative() && contact.compareTo(longer) <= 0;
    }

    private static Duration contact(String text) {
        if (text.equals(ServerStats.LEADER_CONTACT)) {
            return Duration.ZERO;
        }
        try {
            return text.equals(ServerStats.NEVER) ? NEVER : GoDuration.parse(text);
        } catch (IllegalArgumentException unreadable) {
            return NEVER;
        }
    }

    /** The numbers of Serf. */
    private static int serfStatus(Member.Status status) {
        return switch (status) {
            case ALIVE -> 1;
            case LEAVING -> 2;
            case LEFT, REAPED -> 3;
            case FAILED -> 4;
        };
    }

    /** All of them together; tolerates so many failures as leave a majority of healthy voters. */
    static ClusterHealth together(List<ServerHealth> servers) {
        long voters = servers.stream().filter(ServerHealth::voter).count();
        long well = servers.stream().filter(each -> each.voter() && each.healthy()).count();
        return new ClusterHealth(
                servers.stream().allMatch(ServerHealth::healthy),
                (int) Math.max(0, well - (voters / 2 + 1)),
                servers);
    }
}
