package io.proconsul.cli.operator;

import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;

import java.util.List;

/** {@code operator autopilot get-config}: how servers are looked after. */
public final class AutopilotGetConfig extends Command {
    private final ApiFlags api = ApiFlags.server(flags);

    public AutopilotGetConfig(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul operator autopilot get-config [options]

          Shows how the cluster looks after its servers: when one counts as sick,
          when a new one votes, what happens to dead ones.
        """;
    }

    @Override
    protected String flagEpilogue(String error) {
        return "Failed to parse args: " + error;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        try {
            print(Autopilot.read(api.connect(terminal)));
        } catch (ApiException failure) {
            throw new CommandException(
                    "Error querying Autopilot configuration: " + failure.getMessage());
        }
        return 0;
    }

    private void print(Autopilot config) {
        line("CleanupDeadServers", Boolean.toString(config.cleanupDeadServers()));
        line("LastContactThreshold", config.lastContactThreshold());
        line("MaxTrailingLogs", Long.toUnsignedString(config.maxTrailingLogs()));
        line("MinQuorum", Long.toUnsignedString(config.minQuorum()));
        line("ServerStabilizationTime", config.serverStabilizationTime());
        line("RedundancyZoneTag", quoted(config.redundancyZoneTag()));
        line("DisableUpgradeMigration", Boolean.toString(config.disableUpgradeMigration()));
        line("UpgradeVersionTag", quoted(config.upgradeVersionTag()));
    }

    private void line(String name, String value) {
        terminal.output(name + " = " + value);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
