package io.proconsul.raft.ratis;

import io.proconsul.raft.EngineStatus;
import io.proconsul.raft.EngineStatus.Role;
import io.proconsul.raft.Peer;

import org.apache.ratis.proto.RaftProtos.RaftConfigurationProto;
import org.apache.ratis.proto.RaftProtos.RaftPeerProto;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftConfiguration;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.raftlog.RaftLog;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the log stands, in our words. The numbers are read one after the other. */
final class Status {
    private Status() {}

    static EngineStatus of(Member member, @Nullable Snapshot snapshot, Duration contactAge) {
        DivisionInfo info = member.division.getInfo();
        RaftLog log = member.division.getRaftLog();
        RaftConfiguration configuration = member.division.getRaftConf();
        Role role = role(member, configuration);
        RaftPeerId leader = role == Role.CANDIDATE ? null : info.getLeaderId();
        return new EngineStatus(
                role,
                info.getCurrentTerm(),
                leader == null ? null : leader.toString(),
                address(configuration, leader),
                member.leadsAndIsReady(),
                lastIndex(log, snapshot),
                Math.max(0, log.getLastCommittedIndex()),
                member.appliedIndex(),
                snapshot == null ? 0 : snapshot.index(),
                snapshot == null ? 0 : snapshot.at().getTerm(),
                role == Role.LEADER ? Duration.ZERO : contactAge,
                peers(configuration));
    }

    /** The last known of a log that is closed. */
    static EngineStatus stopped(EngineStatus last) {
        return new EngineStatus(
                Role.STOPPED,
                last.term(),
                null,
                "",
                false,
                last.lastLogIndex(),
                last.commitIndex(),
                last.appliedIndex(),
                last.lastSnapshotIndex(),
                last.lastSnapshotTerm(),
                last.lastContact(),
                last.peers());
    }

    /** Before the start. */
    static EngineStatus none() {
        return new EngineStatus(
                Role.FOLLOWER, 0, null, "", false, 0, 0, 0, 0, 0, Duration.ZERO, List.of());
    }

    /** A non-voter that joined lately is a follower in the eyes of Ratis. */
    private static Role role(Member member, RaftConfiguration configuration) {
        boolean votesNot =
                configuration.getCurrentPeers(RaftPeerRole.LISTENER).stream()
                        .anyMatch(peer -> peer.getId().equals(member.id()));
        if (votesNot) {
            return Role.LISTENER;
        }
        return switch (member.division.getInfo().getCurrentRole()) {
            case LEADER -> Role.LEADER;
            case CANDIDATE -> Role.CANDIDATE;
            case LISTENER -> Role.LISTENER;
            case FOLLOWER, UNRECOGNIZED -> Role.FOLLOWER;
        };
    }

    static String address(RaftConfiguration configuration, @Nullable RaftPeerId id) {
        RaftPeer peer =
                id == null
                        ? null
                        : configuration.getPeer(id, RaftPeerRole.FOLLOWER, RaftPeerRole.LISTENER);
        return peer == null ? "" : peer.getAddress();
    }

    private static long lastIndex(RaftLog log, @Nullable Snapshot snapshot) {
        TermIndex last = log.getLastEntryTermIndex();
        long inLog = last == null ? 0 : last.getIndex();
        return Math.max(inLog, snapshot == null ? 0 : snapshot.index());
    }

    private static List<Peer> peers(RaftConfiguration configuration) {
        return Stream.concat(
                        configuration.getCurrentPeers(RaftPeerRole.FOLLOWER).stream()
                                .map(peer -> peer(peer, true)),
                        configuration.getCurrentPeers(RaftPeerRole.LISTENER).stream()
                                .map(peer -> peer(peer, false)))
                .toList();
    }

    /** What a configuration entry says; empty while it is only on the way to the next. */
    static Optional<List<Peer>> peers(RaftConfigurationProto configuration) {
        boolean stable =
                configuration.getOldPeersCount() == 0 && configuration.getOldListenersCount() == 0;
        return stable
                ? Optional.of(
                        Stream.concat(
                                        configuration.getPeersList().stream()
                                                .map(peer -> peer(peer, true)),
                                        configuration.getListenersList().stream()
                                                .map(peer -> peer(peer, false)))
                                .toList())
                : Optional.empty();
    }

    private static Peer peer(RaftPeerProto peer, boolean voter) {
        return new Peer(peer.getId().toStringUtf8(), peer.getAddress(), voter);
    }

    private static Peer peer(RaftPeer peer, boolean voter) {
        return new Peer(peer.getId().toString(), peer.getAddress(), voter);
    }
}
