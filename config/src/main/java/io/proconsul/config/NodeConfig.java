package io.proconsul.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * Who the agent is and how it starts and stops.
 *
 * @param name the node's name, not empty
 * @param id the node's id as configured, in lower case and unchecked; empty when it is to be
 *     generated
 * @param randomId whether a generated id is random instead of derived from the host
 * @param datacenter in lower case
 * @param primaryDatacenter the datacenter with authority over access control and certificates
 * @param dataDir the folder for state; empty only in dev mode
 * @param meta what the operator says about the node
 * @param server server mode
 * @param pidFile empty for none
 * @param rejoinAfterLeave rejoin the former members even after a graceful leave
 * @param leaveOnTerminate SIGTERM leaves the cluster
 * @param skipLeaveOnInterrupt SIGINT does not leave the cluster
 * @param disableRemoteExec whether {@code consul exec} is refused
 * @param translateWanAddresses whether answers about other datacenters show WAN addresses
 * @param centralServiceConfig whether services get their defaults from config entries
 * @param sessionTtlMin the smallest time to live of a session; zero leaves it to the server
 */
public record NodeConfig(
        String name,
        String id,
        boolean randomId,
        String datacenter,
        String primaryDatacenter,
        String dataDir,
        Map<String, String> meta,
        boolean server,
        String pidFile,
        boolean rejoinAfterLeave,
        boolean leaveOnTerminate,
        boolean skipLeaveOnInterrupt,
        boolean enableDebug,
        boolean disableUpdateCheck,
        boolean disableAnonymousSignature,
        boolean disableCoordinates,
        boolean disableRemoteExec,
        boolean translateWanAddresses,
        boolean centralServiceConfig,
        Duration sessionTtlMin) {
    static NodeConfig of(Settings settings, String hostName) {
        String given = settings.get(NodeKeys.NODE_NAME);
        boolean server = settings.get(NodeKeys.SERVER);
        String datacenter = lower(settings.get(NodeKeys.DATACENTER));
        return new NodeConfig(
                (given.isEmpty() ? hostName : given).strip(),
                lower(settings.get(NodeKeys.NODE_ID)),
                settings.get(NodeKeys.DISABLE_HOST_NODE_ID),
                datacenter,
                primaryDatacenter(settings, datacenter),
                settings.get(NodeKeys.DATA_DIR),
                settings.get(NodeKeys.NODE_META),
                server,
                settings.get(NodeKeys.PID_FILE),
                settings.get(NodeKeys.REJOIN_AFTER_LEAVE),
                settings.get(NodeKeys.LEAVE_ON_TERMINATE, !server),
                settings.get(NodeKeys.SKIP_LEAVE_ON_INTERRUPT, server),
                settings.get(NodeKeys.ENABLE_DEBUG),
                settings.get(NodeKeys.DISABLE_UPDATE_CHECK),
                settings.get(NodeKeys.DISABLE_ANONYMOUS_SIGNATURE),
                settings.get(NodeKeys.DISABLE_COORDINATES),
                settings.get(NodeKeys.DISABLE_REMOTE_EXEC),
                settings.get(NodeKeys.TRANSLATE_WAN_ADDRS),
                settings.get(NodeKeys.ENABLE_CENTRAL_SERVICE_CONFIG),
                settings.get(NodeKeys.SESSION_TTL_MIN));
    }

    private static String primaryDatacenter(Settings settings, String datacenter) {
        String primary = lower(settings.get(NodeKeys.PRIMARY_DATACENTER));
        String older = lower(settings.get(SecurityKeys.ACL_DATACENTER));
        String chosen = primary.isEmpty() ? older : primary;
        return chosen.isEmpty() ? datacenter : chosen;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
