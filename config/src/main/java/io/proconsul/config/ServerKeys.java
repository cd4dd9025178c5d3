package io.proconsul.config;

import io.proconsul.config.Shape.Scalar;

import java.time.Duration;

/**
 * Keys about servers: consensus, autopilot, and internal values that files may name without effect.
 */
final class ServerKeys {
    static final Schema TABLE = new Schema();

    static final Key<Integer> PROTOCOL = TABLE.whole("protocol", 2);
    static final Key<Integer> RAFT_PROTOCOL = TABLE.whole("raft_protocol", 0);
    static final Key<Integer> RAFT_SNAPSHOT_THRESHOLD = TABLE.whole("raft_snapshot_threshold", 0);
    static final Key<Duration> RAFT_SNAPSHOT_INTERVAL =
            TABLE.duration("raft_snapshot_interval", "0s");
    static final Key<Integer> RAFT_TRAILING_LOGS = TABLE.whole("raft_trailing_logs", 0);
    static final Key<Integer> RAFT_MULTIPLIER =
            TABLE.whole("performance.raft_multiplier", 5).dev(1);
    static final Key<Duration> LEAVE_DRAIN_TIME =
            TABLE.duration("performance.leave_drain_time", "5s");
    static final Key<Duration> RPC_HOLD_TIMEOUT =
            TABLE.duration("performance.rpc_hold_timeout", "7s");
    static final Key<Boolean> NON_VOTING_SERVER = TABLE.truth("non_voting_server");

    static final Key<Boolean> AUTOPILOT_CLEANUP_DEAD_SERVERS =
            TABLE.truth("autopilot.cleanup_dead_servers", true);
    static final Key<Duration> AUTOPILOT_LAST_CONTACT_THRESHOLD =
            TABLE.duration("autopilot.last_contact_threshold", "200ms");
    static final Key<Integer> AUTOPILOT_MAX_TRAILING_LOGS =
            TABLE.whole("autopilot.max_trailing_logs", 250);
    static final Key<Long> AUTOPILOT_MIN_QUORUM =
            TABLE.unsigned("autopilot.min_quorum", Scalar.UINT, 0);
    static final Key<Duration> AUTOPILOT_SERVER_STABILIZATION_TIME =
            TABLE.duration("autopilot.server_stabilization_time", "10s");
    static final Key<String> AUTOPILOT_REDUNDANCY_ZONE_TAG =
            TABLE.text("autopilot.redundancy_zone_tag");
    static final Key<Boolean> AUTOPILOT_DISABLE_UPGRADE_MIGRATION =
            TABLE.truth("autopilot.disable_upgrade_migration");
    static final Key<String> AUTOPILOT_UPGRADE_VERSION_TAG =
            TABLE.text("autopilot.upgrade_version_tag");

    static {
        // Accepted in files, never used: nobody can set them.
        for (String name :
                new String[] {
                    "acl_disabled_ttl",
                    "ae_interval",
                    "check_reap_interval",
                    "check_deregister_interval_min",
                    "sync_coordinate_interval_min",
                    "revision",
                    "version",
                    "version_prerelease",
                    "consul.coordinate.update_period",
                    "consul.raft.election_timeout",
                    "consul.raft.heartbeat_timeout",
                    "consul.raft.leader_lease_timeout",
                    "consul.server.health_interval"
                }) {
            TABLE.text(name);
        }
        TABLE.whole("consul.coordinate.update_batch_size", 128);
        TABLE.whole("consul.coordinate.update_max_batches", 5);
        TABLE.fraction("sync_coordinate_rate_target", 64);
        TABLE.anyMap("snapshot_agent");
    }

    private ServerKeys() {}
}
