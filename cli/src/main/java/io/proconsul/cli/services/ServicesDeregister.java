package io.proconsul.cli.services;

import io.proconsul.cli.client.AgentClient;
import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.config.flag.TextFlag;
import io.proconsul.model.catalog.ServiceDefinition;

import java.util.List;

/** {@code services deregister}: takes services away from the agent. */
public final class ServicesDeregister extends Command {
    private final ApiFlags api = ApiFlags.namespaced(flags);
    private final TextFlag id = flags.text("id", "", "The id of the instance.");

    public ServicesDeregister(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul services deregister [options] [FILE...]

          Takes away the services of configuration files, or the one of that id:

              $ consul services deregister web.json
              $ consul services deregister -id=web-1
        """;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        if (arguments.isEmpty() && id.value().isEmpty()) {
            throw new CommandException(
                    "Service deregistration requires at least one argument or -id.");
        }
        if (!arguments.isEmpty() && !id.value().isEmpty()) {
            throw new CommandException(
                    "Service deregistration requires arguments or -id, not both.");
        }
        List<String> ids =
                arguments.isEmpty()
                        ? List.of(id.value())
                        : DefinitionFiles.read(arguments, terminal).stream()
                                .map(ServicesDeregister::id)
                                .toList();
        AgentClient agent = api.connect(terminal);
        for (String one : ids) {
            deregister(agent, one);
        }
        return 0;
    }

    private static String id(ServiceDefinition service) {
        return service.id().isEmpty() ? service.name() : service.id();
    }

    private void deregister(AgentClient agent, String one) throws CommandException {
        try {
            agent.call(
                    ApiRequest.put("/v1/agent/service/deregister/" + ApiRequest.escapePath(one)));
        } catch (ApiException failure) {
            throw new CommandException(
                    "Error deregistering service \"" + one + "\": " + failure.getMessage());
        }
        terminal.output("Deregistered service: " + one);
    }
}
