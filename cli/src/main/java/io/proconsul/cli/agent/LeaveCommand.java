package io.proconsul.cli.agent;

import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;

import java.util.List;

/** {@code leave}: the agent says goodbye and stops. */
public final class LeaveCommand extends Command {
    private final ApiFlags api = ApiFlags.client(flags);

    public LeaveCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul leave [options]

          Has the agent leave the cluster, so that nobody takes it for failed, and
          stop.
        """;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        if (!arguments.isEmpty()) {
            terminal.output(help());
            throw new CommandException(
                    "Error found unexpected args: [" + String.join(" ", arguments) + "]");
        }
        try {
            api.connect(terminal).call(ApiRequest.put("/v1/agent/leave"));
        } catch (ApiException failure) {
            throw new CommandException("Error leaving: " + failure.getMessage());
        }
        terminal.output("Graceful leave complete");
        return 0;
    }
}
