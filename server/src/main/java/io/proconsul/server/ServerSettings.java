package io.proconsul.server;

import io.proconsul.model.operator.AutopilotConfig;
import io.proconsul.server.cluster.FoundingSettings;
import io.proconsul.server.query.QueryLimits;

import java.time.Duration;

/**
 * How a server is set up.
 *
 * @param datacenter its own
 * @param nodeName the name of its node in the catalog
 * @param nodeId its id among the peers
 * @param address {@code host:port} of its RPC port
 * @param founding how it comes to a log when it has none
 * @param keyListPolicy listing keys takes a right of its own ({@code acl.enable_key_list_policy})
 * @param holdTime how long a call waits for a leader ({@code performance.rpc_hold_timeout})
 * @param shortestSessionTtl see {@code session_ttl_min}
 * @param tombstoneTtl how long traces of deleted keys are kept
 * @param tombstoneGranularity deletions within this are forgotten together
 * @param reconcileInterval how often all members are compared with the catalog
 * @param autopilot what the autopilot goes by until an operator changes it
 * @param queries how long queries wait, and what is kept for them
 */
public record ServerSettings(
        String datacenter,
        String nodeName,
        String nodeId,
        String address,
        FoundingSettings founding,
        boolean keyListPolicy,
        Duration holdTime,
        Duration shortestSessionTtl,
        Duration tombstoneTtl,
        Duration tombstoneGranularity,
        Duration reconcileInterval,
        AutopilotConfig autopilot,
        QueryLimits queries) {

    /** The reference's defaults. */
    public static ServerSettings of(
            String datacenter, String nodeName, String nodeId, String address) {
        return new ServerSettings(
                datacenter,
                nodeName,
                nodeId,
                address,
                FoundingSettings.JOINING,
                false,
                Duration.ofSeconds(7),
                Duration.ofSeconds(10),
                Duration.ofMinutes(15),
                Duration.ofSeconds(30),
                Duration.ofMinutes(1),
                AutopilotConfig.DEFAULT,
                QueryLimits.standard());
    }
}
