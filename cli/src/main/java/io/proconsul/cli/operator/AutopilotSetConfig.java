package io.proconsul.cli.operator;

import io.proconsul.cli.client.AgentClient;
import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.config.flag.DurationFlag;
import io.proconsul.config.flag.SwitchFlag;
import io.proconsul.config.flag.TextFlag;
import io.proconsul.config.flag.UnsignedFlag;
import io.proconsul.model.wire.GoDuration;

import java.util.List;

/**
 * {@code operator autopilot set-config}: changes what is given and leaves the rest; gives up when
 * somebody else changed it meanwhile.
 */
public final class AutopilotSetConfig extends Command {
    private final ApiFlags api = ApiFlags.server(flags);
    private final SwitchFlag cleanup =
            flags.toggle(
                    "cleanup-dead-servers",
                    "Whether dead servers are removed when new ones have come: `true|false`.");
    private final SwitchFlag disableMigration =
            flags.toggle(
                    "disable-upgrade-migration",
                    "Whether newer servers are promoted at once, `true|false`; a feature of Consul"
                            + " Enterprise.");
    private final DurationFlag lastContact =
            flags.duration(
                    "last-contact-threshold",
                    "How long a server may hear nothing from the leader before it counts as sick,"
                            + " like `200ms`.");
    private final UnsignedFlag trailing =
            flags.unsigned(
                    "max-trailing-logs",
                    "How many log entries a server may be behind before it counts as sick.");
    private final UnsignedFlag minQuorum =
            flags.unsigned(
                    "min-quorum", "Dead servers are removed only while so many voters remain.");
    private final TextFlag zone =
            flags.text(
                    "redundancy-zone-tag",
                    "The node_meta key that tells a server's zone; a feature of Consul"
                            + " Enterprise.");
    private final DurationFlag stabilization =
            flags.duration(
                    "server-stabilization-time",
                    "How long a new server must be well before it votes, like `10s`.");
    private final TextFlag version =
            flags.text(
                    "upgrade-version-tag",
                    "The node_meta key that tells a server's version; a feature of Consul"
                            + " Enterprise.");

    public AutopilotSetConfig(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul operator autopilot set-config [options]

          Changes how the cluster looks after its servers. What is not given stays
          as it is:

              $ consul operator autopilot set-config -min-quorum=3
        """;
    }

    @Override
    protected String flagEpilogue(String error) {
        return "Failed to parse args: " + error;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        AgentClient agent = api.connect(terminal);
        Autopilot now = read(agent);
        try {
            if (changed(now).write(agent)) {
                terminal.output("Configuration updated!");
                return 0;
            }
            terminal.output("Configuration could not be atomically updated, please try again");
            return 1;
        } catch (ApiException failure) {
            throw new CommandException(
                    "Error setting Autopilot configuration: " + failure.getMessage());
        }
    }

    private static Autopilot read(AgentClient agent) throws CommandException {
        try {
            return Autopilot.read(agent);
        } catch (ApiException failure) {
            throw new CommandException(
                    "Error querying Autopilot configuration: " + failure.getMessage());
        }
    }

    private Autopilot changed(Autopilot now) {
        return new Autopilot(
                or(cleanup, now.cleanupDeadServers()),
                or(lastContact, now.lastContactThreshold()),
                or(trailing, now.maxTrailingLogs()),
                or(minQuorum, now.minQuorum()),
                or(stabilization, now.serverStabilizationTime()),
                or(zone, now.redundancyZoneTag()),
                or(disableMigration, now.disableUpgradeMigration()),
                or(version, now.upgradeVersionTag()),
                now.createIndex(),
                now.modifyIndex());
    }

    private static boolean or(SwitchFlag flag, boolean now) {
        return flag.given() ? flag.value() : now;
    }

    private static String or(DurationFlag flag, String now) {
        return flag.given() ? GoDuration.format(flag.value()) : now;
    }

    private static long or(UnsignedFlag flag, long now) {
        return flag.given() ? flag.value() : now;
    }

    private static String or(TextFlag flag, String now) {
        return flag.given() ? flag.value() : now;
    }
}
