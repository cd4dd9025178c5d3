package io.proconsul.cli.agent;

import io.proconsul.cli.client.AgentClient;
import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.config.flag.SwitchFlag;

import java.util.List;

/** {@code join}: the agent joins a cluster at the addresses given, each tried on its own. */
public final class JoinCommand extends Command {
    private final ApiFlags api = ApiFlags.client(flags);
    private final SwitchFlag wan =
            flags.toggle(
                    "wan", false, "Join the servers of another datacenter: the agent is a server.");

    public JoinCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul join [options] ADDRESS...

          Has the running agent join a cluster. One member that answers is enough;
          every address is tried:

              $ consul join 10.0.1.5 10.0.1.6
        """;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        if (arguments.isEmpty()) {
            throw misused("At least one address to join must be specified.");
        }
        AgentClient agent = api.connect(terminal);
        long joined = arguments.stream().filter(address -> join(agent, address)).count();
        if (joined == 0) {
            throw new CommandException("Failed to join any nodes.");
        }
        terminal.output("Successfully joined cluster by contacting " + joined + " nodes.");
        return 0;
    }

    private boolean join(AgentClient agent, String address) {
        try {
            agent.call(
                    ApiRequest.put("/v1/agent/join/" + ApiRequest.escapePath(address))
                            .withGiven("wan", wan.value() ? "1" : ""));
            return true;
        } catch (ApiException failure) {
            terminal.error("Error joining address '" + address + "': " + failure.getMessage());
            return false;
        }
    }
}
