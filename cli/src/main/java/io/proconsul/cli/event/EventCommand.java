package io.proconsul.cli.event;

import io.proconsul.cli.client.AgentClient;
import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.client.JsonAnswer;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.config.flag.TextFlag;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code event}: tells all agents of a datacenter, or some of them, that something happened. */
public final class EventCommand extends Command {
    private final ApiFlags api = ApiFlags.client(flags);
    private final TextFlag name = flags.text("name", "", "The event's name.");
    private final Audience audience = new Audience(flags);

    public EventCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul event [options] [PAYLOAD]

          Fires an event that agents hear through gossip, with a few bytes of
          payload if need be. Watches of type event react to it:

              $ consul event -name deploy 7.3.1
        """;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        if (name.value().isEmpty()) {
            throw misused("Event name must be specified");
        }
        audience.check();
        if (arguments.size() > 1) {
            throw misused("Too many command line arguments.");
        }
        AgentClient agent = api.connect(terminal);
        ApiFlags.ping(agent);
        byte[] payload = String.join("", arguments).getBytes(StandardCharsets.UTF_8);
        try {
            JsonAnswer fired = JsonAnswer.of(agent.call(audience.fire(name.value(), payload)));
            terminal.output("Event ID: " + fired.text("ID"));
        } catch (ApiException failure) {
            throw new CommandException("Error firing event: " + failure.getMessage());
        }
        return 0;
    }
}
