package io.proconsul.raft;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/**
 * Where an engine stands.
 *
 * @param role what this server is now
 * @param leaderId node id of the leader; null while none is known
 * @param leaderAddress its {@code host:port}; empty while none is known
 * @param leaderReady this server leads and has applied the first entry of its term
 * @param lastContact age of the last word from the leader; zero on the leader
 */
public record EngineStatus(
        Role role,
        long term,
        @Nullable String leaderId,
        String leaderAddress,
        boolean leaderReady,
        long lastLogIndex,
        long commitIndex,
        long appliedIndex,
        long lastSnapshotIndex,
        long lastSnapshotTerm,
        Duration lastContact,
        List<Peer> peers) {

    /** The roles of Raft. */
    public enum Role {
        FOLLOWER,
        CANDIDATE,
        LEADER,
        LISTENER,
        STOPPED
    }
}
