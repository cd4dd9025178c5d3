package io.proconsul.cli.agent;

import io.proconsul.cli.client.AgentClient;
import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.client.JsonAnswer;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.config.flag.SwitchFlag;
import io.proconsul.config.flag.TextFlag;

import java.util.List;

/**
 * {@code maint}: takes the node or one service out of discovery, brings it back, or tells what is
 * out.
 */
public final class MaintCommand extends Command {
    private static final String NODE_CHECK = "_node_maintenance";
    private static final String SERVICE_CHECK = "_service_maintenance:";

    private final ApiFlags api = ApiFlags.client(flags);
    private final SwitchFlag disable = flags.toggle("disable", false, "End maintenance mode.");
    private final SwitchFlag enable = flags.toggle("enable", false, "Begin maintenance mode.");
    private final TextFlag reason =
            flags.text("reason", "", "Why; others see it in the check's notes.");
    private final TextFlag service =
            flags.text("service", "", "The id of a service; without one the whole node is meant.");

    public MaintCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul maint [options]

          Without flags, tells what is in maintenance mode. With -enable or
          -disable, changes it for the node or for one service:

              $ consul maint -enable -service web -reason "new disk"
        """;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        check();
        AgentClient agent = api.connect(terminal);
        if (!enable.value() && !disable.value()) {
            return list(agent);
        }
        return service.value().isEmpty() ? changeNode(agent) : changeService(agent);
    }

    private void check() throws CommandException {
        if (enable.value() && disable.value()) {
            throw new CommandException("Only one of -enable or -disable may be provided");
        }
        if (!enable.value() && !reason.value().isEmpty()) {
            throw new CommandException("Reason may only be provided with -enable");
        }
        if (!enable.value() && !disable.value() && !service.value().isEmpty()) {
            throw new CommandException("Service requires either -enable or -disable");
        }
    }

    private String doing() {
        return enable.value() ? "enabling" : "disabling";
    }

    private String done() {
        return enable.value() ? "enabled" : "disabled";
    }

    private ApiRequest request(String path) {
        return ApiRequest.put(path)
                .with("enable", Boolean.toString(enable.value()))
                .withGiven("reason", reason.value());
    }

    private int changeNode(AgentClient agent) throws CommandException {
        try {
            agent.call(request("/v1/agent/maintenance"));
        } catch (ApiException failure) {
            throw new CommandException(
                    "Error " + doing() + " node maintenance: " + failure.getMessage());
        }
        terminal.output("Node maintenance is now " + done());
        return 0;
    }

    private int changeService(AgentClient agent) throws CommandException {
        String id = service.value();
        try {
            agent.call(request("/v1/agent/service/maintenance/" + ApiRequest.escapePath(id)));
        } catch (ApiException failure) {
            throw new CommandException(
                    "Error " + doing() + " service maintenance: " + failure.getMessage());
        }
        terminal.output("Service maintenance is now " + done() + " for \"" + id + "\"");
        return 0;
    }

    private int list(AgentClient agent) throws CommandException {
        try {
            String node =
                    JsonAnswer.of(agent.call(ApiRequest.get("/v1/agent/self")))
                            .member("Config")
                            .text("NodeName");
            JsonAnswer.of(agent.call(ApiRequest.get("/v1/agent/checks")))
                    .members()
                    .forEach((id, check) -> show(id, check.text("Notes"), node));
        } catch (ApiException failure) {
            throw new CommandException("Error querying Consul agent: " + failure.getMessage());
        }
        return 0;
    }

    private void show(String check, String notes, String node) {
        if (check.equals(NODE_CHECK)) {
            terminal.output("Node:\n  Name:   " + node + "\n  Reason: " + notes + "\n");
        } else if (check.startsWith(SERVICE_CHECK)) {
            String id = check.substring(SERVICE_CHECK.length());
            terminal.output("Service:\n  ID:     " + id + "\n  Reason: " + notes + "\n");
        }
    }
}
