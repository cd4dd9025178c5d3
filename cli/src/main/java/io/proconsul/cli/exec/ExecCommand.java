package io.proconsul.cli.exec;

import io.proconsul.cli.client.AgentClient;
import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.client.JsonAnswer;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.cli.event.Audience;
import io.proconsul.config.flag.DurationFlag;
import io.proconsul.config.flag.SwitchFlag;
import io.proconsul.config.flag.TextFlag;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** {@code exec}: runs a command on all nodes, or on some, that allow it. */
public final class ExecCommand extends Command {
    private final ApiFlags api = ApiFlags.server(flags);
    private final Audience audience = new Audience(flags);
    private final TextFlag prefix =
            flags.text("prefix", "_rexec", "The prefix of the keys used for it.");
    private final SwitchFlag shell =
            flags.toggle("shell", true, "Hand the command to a shell on every node.");
    private final SwitchFlag verbose = flags.toggle("verbose", false, "Tell each step.");
    private final DurationFlag quiet =
            flags.duration(
                    "wait",
                    Duration.ofSeconds(2),
                    "End when nobody has said anything for so long.");
    private final DurationFlag replication =
            flags.duration(
                    "wait-repl",
                    Duration.ofMillis(200),
                    "How long to wait before agents are told, so that all servers have the"
                            + " command.");

    public ExecCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul exec [options] [-|COMMAND...]

          Runs a command on all nodes whose agents allow it (disable_remote_exec is
          on unless they say otherwise) and prints what it prints there. With - the
          command is a script from standard input:

              $ consul exec -service=web uptime
        """;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        if (arguments.isEmpty()) {
            throw misused("Must specify a command to execute");
        }
        audience.check();
        boolean script = arguments.equals(List.of("-"));
        if (script && !shell.value()) {
            throw new CommandException("Cannot configure -shell=false when reading from stdin");
        }
        Job job = job(arguments, script ? readScript() : null);
        AgentClient agent = api.connect(terminal);
        JsonAnswer config = self(agent);
        try {
            Rendezvous place = Rendezvous.of(agent, terminal, config, api.datacenter());
            return new ExecRun(terminal, place, prefix.value(), job, verbose.value())
                    .run(audience, replication.value());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private Job job(List<String> arguments, byte @Nullable [] script) {
        boolean line = script == null && shell.value();
        return new Job(
                line ? String.join(" ", arguments) : "",
                line || script != null ? List.of() : arguments,
                script,
                quiet.value());
    }

    private byte[] readScript() throws CommandException {
        try {
            return terminal.in().readAllBytes();
        } catch (IOException failure) {
            throw new CommandException("Failed to read stdin: " + failure.getMessage());
        }
    }

    private static JsonAnswer self(AgentClient agent) throws CommandException {
        try {
            return JsonAnswer.of(agent.call(ApiRequest.get("/v1/agent/self"))).member("Config");
        } catch (ApiException failure) {
            throw new CommandException("Error querying Consul agent: " + failure.getMessage());
        }
    }
}
