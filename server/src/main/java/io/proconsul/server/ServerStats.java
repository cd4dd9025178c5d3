package io.proconsul.server;

import io.proconsul.model.wire.GoDuration;
import io.proconsul.raft.EngineStatus;
import io.proconsul.raft.Peer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What {@code agent/self} and {@code consul info} tell of a server (observed on 1.8.7). */
final class ServerStats {
    private ServerStats() {}

    /** The groups by name, each with its values by name. */
    static Map<String, Map<String, String>> of(
            ServerSettings settings, Leadership leadership, EngineStatus engine) {
        Map<String, Map<String, String>> groups = new LinkedHashMap<>();
        groups.put("consul", consul(settings, leadership));
        groups.put("raft", raft(engine));
        return groups;
    }

    private static Map<String, String> consul(ServerSettings settings, Leadership leadership) {
        Map<String, String> values = new TreeMap<>();
        values.put("acl", "disabled");
        values.put("bootstrap", Boolean.toString(settings.founding().bootstrap()));
        values.put("known_datacenters", "1");
        values.put("leader", Boolean.toString(leadership.ready()));
        values.put("leader_addr", leadership.leaderAddress());
        values.put("server", "true");
        return values;
    }

    private static Map<String, String> raft(EngineStatus engine) {
        Map<String, String> values = new TreeMap<>();
        values.put("applied_index", Long.toString(engine.appliedIndex()));
        values.put("commit_index", Long.toString(engine.commitIndex()));
        values.put("fsm_pending", "0");
        values.put("last_contact", lastContact(engine));
        values.put("last_log_index", Long.toString(engine.lastLogIndex()));
        values.put("last_log_term", Long.toString(engine.term()));
        values.put("last_snapshot_index", Long.toString(engine.lastSnapshotIndex()));
        values.put("last_snapshot_term", Long.toString(engine.lastSnapshotTerm()));
        values.put("latest_configuration", configuration(engine));
        values.put("latest_configuration_index", "0");
        values.put("num_peers", Long.toString(otherVoters(engine)));
        values.put("protocol_version", "3");
        values.put("protocol_version_max", "3");
        values.put("protocol_version_min", "0");
        values.put("snapshot_version_max", "1");
        values.put("snapshot_version_min", "0");
        values.put("state", state(engine.role()));
        values.put("term", Long.toString(engine.term()));
        return values;
    }

    private static String lastContact(EngineStatus engine) {
        if (engine.role() == EngineStatus.Role.LEADER) {
            return "0";
        }
        return engine.leaderId() == null ? "never" : GoDuration.format(engine.lastContact());
    }

    private static String configuration(EngineStatus engine) {
        return engine.peers().stream()
                .map(ServerStats::peer)
                .collect(Collectors.joining(" ", "[", "]"));
    }

    private static String peer(Peer peer) {
        return "{Suffrage:%s ID:%s Address:%s}"
                .formatted(peer.voter() ? "Voter" : "Nonvoter", peer.id(), peer.address());
    }

    private static long otherVoters(EngineStatus engine) {
        long voters = engine.peers().stream().filter(Peer::voter).count();
        return Math.max(0, voters - 1);
    }

    private static String state(EngineStatus.Role role) {
        return switch (role) {
            case LEADER -> "Leader";
            case CANDIDATE -> "Candidate";
            case FOLLOWER, LISTENER -> "Follower";
            case STOPPED -> "Shutdown";
        };
    }
}
