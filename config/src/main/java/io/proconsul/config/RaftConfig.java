package io.proconsul.config;

import java.time.Duration;

/**
 * Servers and their log.
 *
 * @param bootstrapExpect servers to wait for before the first election; 0 for none, never 1
 * @param protocol version of the agents' protocol, checked when the agent starts
 * @param raftProtocol 0 for the newest
 * @param snapshotThreshold entries; 0 for the default, as for the two after it
 * @param electionTimeout already multiplied, as for the two after it
 * @param leaveDrainTime how long a leaving server still answers
 * @param rpcHoldTimeout how long a call waits for a leader
 */
public record RaftConfig(
        boolean bootstrap,
        int bootstrapExpect,
        int protocol,
        int raftProtocol,
        int snapshotThreshold,
        Duration snapshotInterval,
        int trailingLogs,
        int multiplier,
        Duration electionTimeout,
        Duration heartbeatTimeout,
        Duration leaderLeaseTimeout,
        Duration healthInterval,
        Duration leaveDrainTime,
        Duration rpcHoldTimeout,
        boolean nonVoting) {
    private static final int MULTIPLIER_MAX = 10;

    static RaftConfig of(Settings settings, boolean dev) throws ConfigException {
        int multiplier = settings.get(ServerKeys.RAFT_MULTIPLIER);
        if (multiplier < 1 || multiplier > MULTIPLIER_MAX) {
            throw settings.wrong(
                    ServerKeys.RAFT_MULTIPLIER,
                    "performance.raft_multiplier cannot be "
                            + multiplier
                            + ". Must be between 1 and "
                            + MULTIPLIER_MAX);
        }
        int expect = settings.get(NodeKeys.BOOTSTRAP_EXPECT);
        return new RaftConfig(
                expect == 1 || settings.get(NodeKeys.BOOTSTRAP),
                expect == 1 ? 0 : expect,
                settings.get(ServerKeys.PROTOCOL),
                settings.get(ServerKeys.RAFT_PROTOCOL),
                settings.get(ServerKeys.RAFT_SNAPSHOT_THRESHOLD),
                settings.get(ServerKeys.RAFT_SNAPSHOT_INTERVAL),
                settings.get(ServerKeys.RAFT_TRAILING_LOGS),
                multiplier,
                Duration.ofMillis(dev ? 52 : 1000).multipliedBy(multiplier),
                Duration.ofMillis(dev ? 35 : 1000).multipliedBy(multiplier),
                Duration.ofMillis(dev ? 20 : 500).multipliedBy(multiplier),
                Duration.ofMillis(dev ? 10 : 2000),
                settings.get(ServerKeys.LEAVE_DRAIN_TIME),
                settings.get(ServerKeys.RPC_HOLD_TIMEOUT),
                settings.get(ServerKeys.NON_VOTING_SERVER));
    }
}
