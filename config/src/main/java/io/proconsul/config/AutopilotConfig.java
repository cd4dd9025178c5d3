package io.proconsul.config;

import java.time.Duration;

/** How servers are looked after; used when the cluster is born, later the stored form counts. */
public record AutopilotConfig(
        boolean cleanupDeadServers,
        Duration lastContactThreshold,
        int maxTrailingLogs,
        long minQuorum,
        Duration serverStabilizationTime,
        String redundancyZoneTag,
        boolean disableUpgradeMigration,
        String upgradeVersionTag) {
    static AutopilotConfig of(Settings settings) {
        return new AutopilotConfig(
                settings.get(ServerKeys.AUTOPILOT_CLEANUP_DEAD_SERVERS),
                settings.get(ServerKeys.AUTOPILOT_LAST_CONTACT_THRESHOLD),
                settings.get(ServerKeys.AUTOPILOT_MAX_TRAILING_LOGS),
                settings.get(ServerKeys.AUTOPILOT_MIN_QUORUM),
                settings.get(ServerKeys.AUTOPILOT_SERVER_STABILIZATION_TIME),
                settings.get(ServerKeys.AUTOPILOT_REDUNDANCY_ZONE_TAG),
                settings.get(ServerKeys.AUTOPILOT_DISABLE_UPGRADE_MIGRATION),
                settings.get(ServerKeys.AUTOPILOT_UPGRADE_VERSION_TAG));
    }
}
