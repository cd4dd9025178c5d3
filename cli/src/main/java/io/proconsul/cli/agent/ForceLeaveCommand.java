package io.proconsul.cli.agent;

import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.config.flag.SwitchFlag;

import java.util.List;

/** {@code force-leave}: a failed member counts as one that left. */
public final class ForceLeaveCommand extends Command {
    private final ApiFlags api = ApiFlags.client(flags);
    private final SwitchFlag prune =
            flags.toggle(
                    "prune", false, "Take the member off the list too; nobody waits for it again.");

    public ForceLeaveCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul force-leave [options] NODE

          Declares a member that failed to have left, so that nobody goes on trying
          to reach it. A member that is well comes back by itself.
        """;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        if (arguments.size() != 1) {
            throw misused("A single node name must be specified to force leave.");
        }
        String node = ApiRequest.escapePath(arguments.getFirst());
        try {
            api.connect(terminal)
                    .call(
                            ApiRequest.put("/v1/agent/force-leave/" + node)
                                    .withGiven("prune", prune.value() ? "1" : ""));
        } catch (ApiException failure) {
            throw new CommandException("Error force leaving: " + failure.getMessage());
        }
        return 0;
    }
}
