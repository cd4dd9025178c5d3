package io.proconsul.agent;

import io.proconsul.agent.node.NodeIdentity;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What the agent is told when it is built.
 *
 * @param dataFolder where registrations outlive a restart; null for {@code -dev}: nowhere
 */
public record AgentSettings(
        NodeIdentity node,
        @Nullable Path dataFolder,
        CheckSettings checks,
        SyncSettings sync,
        SidecarPorts sidecarPorts,
        RemoteExecSettings remoteExec) {

    /** The reference's defaults for that node. */
    public static AgentSettings of(NodeIdentity node, @Nullable Path dataFolder) {
        return new AgentSettings(
                node,
                dataFolder,
                CheckSettings.DEFAULT,
                SyncSettings.DEFAULT,
                SidecarPorts.DEFAULT,
                RemoteExecSettings.DISABLED);
    }

    /**
     * How checks run.
     *
     * @param remoteScripts scripts may be registered over HTTP ({@code enable_script_checks})
     * @param localScripts scripts may stand in configuration files ({@code
     *     enable_local_script_checks}, or the former)
     * @param outputMaxSize bytes of output kept of one run ({@code check_output_max_size})
     * @param reapInterval how often services critical for too long are looked for
     * @param deregisterMinimum the smallest {@code deregister_critical_service_after} in effect
     */
    public record CheckSettings(
            boolean remoteScripts,
            boolean localScripts,
            int outputMaxSize,
            Duration reapInterval,
            Duration deregisterMinimum) {
        public static final CheckSettings DEFAULT =
                new CheckSettings(
                        false, false, 4096, Duration.ofSeconds(30), Duration.ofMinutes(1));
    }

    /**
     * How the catalog is kept in step.
     *
     * @param interval time between full comparisons in a small cluster
     * @param checkUpdateInterval how long a change of output alone may wait ({@code
     *     check_update_interval}); zero sends at once
     * @param discardCheckOutput output never reaches the catalog ({@code discard_check_output})
     */
    public record SyncSettings(
            Duration interval, Duration checkUpdateInterval, boolean discardCheckOutput) {
        public static final SyncSettings DEFAULT =
                new SyncSettings(Duration.ofSeconds(60), Duration.ofMinutes(5), false);
    }

    /**
     * Jobs of {@code consul exec}.
     *
     * @param allowed unless {@code disable_remote_exec}, which is the default
     * @param shell runs commands and scripts
     */
    public record RemoteExecSettings(boolean allowed, String shell) {
        public static final RemoteExecSettings DISABLED = new RemoteExecSettings(false, "/bin/sh");
    }

    /** Ports given to sidecars that name none; both bounds belong to the range. */
    public record SidecarPorts(int min, int max) {
        public static final SidecarPorts DEFAULT = new SidecarPorts(21000, 21255);
    }
}
