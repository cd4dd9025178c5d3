package io.proconsul.cli.agent;

import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;

import java.util.List;

/** {@code reload}: the agent reads its configuration again. */
public final class ReloadCommand extends Command {
    private final ApiFlags api = ApiFlags.client(flags);

    public ReloadCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul reload

          Has the agent read its configuration files again. What cannot change
          while it runs stays as it is; what went wrong stands in its log.
        """;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        try {
            api.connect(terminal).call(ApiRequest.put("/v1/agent/reload"));
        } catch (ApiException failure) {
            throw new CommandException("Error reloading: " + failure.getMessage());
        }
        terminal.output("Configuration reload triggered");
        return 0;
    }
}
