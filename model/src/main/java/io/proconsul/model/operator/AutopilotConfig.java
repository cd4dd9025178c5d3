package io.proconsul.model.operator;

import io.proconsul.model.wire.Wire;

import java.time.Duration;

/**
 * When a server counts as healthy, and what the leader does with those that are not.
 *
 * @param cleanupDeadServers dead servers are removed when enough others are left
 * @param lastContactThreshold a healthy server has heard from the leader within this time
 * @param maxTrailingLogs a healthy server is at most so many entries behind
 * @param minQuorum dead servers are only removed while more than this many stay; 0 for no bound
 * @param serverStabilizationTime a new server is healthy for so long before it may vote
 * @param redundancyZoneTag of the enterprise edition, as are the two that follow
 */
public record AutopilotConfig(
        boolean cleanupDeadServers,
        @Wire(text = true) Duration lastContactThreshold,
        long maxTrailingLogs,
        long minQuorum,
        @Wire(text = true) Duration serverStabilizationTime,
        String redundancyZoneTag,
        boolean disableUpgradeMigration,
        String upgradeVersionTag,
        long createIndex,
        long modifyIndex) {

    /** What holds until somebody changes it (observed on 1.8.7: vector operator-006). */
    public static final AutopilotConfig DEFAULT =
            new AutopilotConfig(
                    true,
                    Duration.ofMillis(200),
                    250,
                    0,
                    Duration.ofSeconds(10),
                    "",
                    false,
                    "",
                    0,
                    0);

    public AutopilotConfig withIndexes(long created, long modified) {
        return new AutopilotConfig(
                cleanupDeadServers,
                lastContactThreshold,
                maxTrailingLogs,
                minQuorum,
                serverStabilizationTime,
                redundancyZoneTag,
                disableUpgradeMigration,
                upgradeVersionTag,
                created,
                modified);
    }
}
