package io.proconsul.cli.agent;

import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.client.JsonAnswer;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;

import java.util.List;

/** {@code info}: figures of the running agent, in groups. */
public final class InfoCommand extends Command {
    private final ApiFlags api = ApiFlags.client(flags);

    public InfoCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul info [options]

          Shows figures of the running agent in groups: the agent, its server, the
          log, the process.
        """;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        try {
            JsonAnswer stats =
                    JsonAnswer.of(api.connect(terminal).call(ApiRequest.get("/v1/agent/self")))
                            .member("Stats");
            stats.members().forEach(this::print);
        } catch (ApiException failure) {
            throw new CommandException("Error querying agent: " + failure.getMessage());
        }
        return 0;
    }

    private void print(String group, JsonAnswer figures) {
        terminal.output(group + ":");
        figures.members()
                .forEach((name, figure) -> terminal.output("\t" + name + " = " + figure.text()));
    }
}
