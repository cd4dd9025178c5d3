package io.proconsul.cli.watch;

import io.proconsul.cli.client.AgentClient;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.cli.machine.ChildCommand;
import io.proconsul.config.flag.ListFlag;
import io.proconsul.config.flag.SwitchFlag;
import io.proconsul.config.flag.TextFlag;
import io.proconsul.model.watch.WatchException;
import io.proconsul.model.watch.WatchKind;
import io.proconsul.model.watch.WatchOptions;
import io.proconsul.model.watch.WatchPlan;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** {@code watch}: prints something of the cluster once, or runs a program whenever it changes. */
public final class WatchCommand extends Command {
    private static final String PRINTED_INDENT = "    ";

    private final ApiFlags api = ApiFlags.server(flags);
    private final TextFlag key = flags.text("key", "", "The key to watch; for type key.");
    private final TextFlag name =
            flags.text("name", "", "Only events of that name; for type event.");
    private final TextFlag passingOnly =
            flags.text(
                    "passingonly",
                    "",
                    "Whether only instances count all of whose checks pass, `[true|false]`; for"
                            + " type service.");
    private final TextFlag prefix =
            flags.text("prefix", "", "Watch all keys below it; for type keyprefix.");
    private final TextFlag service =
            flags.text("service", "", "The service to watch; for types service and checks.");
    private final SwitchFlag shell =
            flags.toggle(
                    "shell", true, "Hand the program to a shell, the one in SHELL if it is set.");
    private final TextFlag state =
            flags.text("state", "", "Only checks in that state; for type checks.");
    private final ListFlag tags =
            flags.list(
                    "tag", "Only instances with that tag; for type service. Several are allowed.");
    private final TextFlag type =
            flags.text(
                    "type",
                    "",
                    "What to watch: key, keyprefix, services, nodes, service, checks or event.");

    public WatchCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul watch [options] [PROGRAM...]

          Without a program, prints what there is now and ends. With one, runs it
          with that on its standard input, and again whenever it changes:

              $ consul watch -type=service -service=web ./reload-balancer.sh
        """;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        if (type.value().isEmpty()) {
            throw misused("Watch type must be specified");
        }
        WatchPlan plan = plan();
        AgentClient agent = api.connect(terminal);
        ApiFlags.ping(agent);
        try {
            return arguments.isEmpty() ? print(agent, plan) : follow(agent, plan, arguments);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private WatchPlan plan() throws CommandException {
        boolean passing = passing();
        WatchKind kind = WatchKind.named(type.value());
        if (kind == null) {
            throw new CommandException(
                    type.value().startsWith("connect_") || type.value().startsWith("agent_")
                            ? "Type " + type.value() + " is not supported in the CLI tool"
                            : "Unsupported watch type: " + type.value());
        }
        try {
            // The datacenter and staleness come with the connection.
            return WatchPlan.of(
                    kind,
                    new WatchOptions(
                            "",
                            false,
                            key.value(),
                            prefix.value(),
                            service.value(),
                            tags.values(),
                            passing,
                            state.value(),
                            name.value(),
                            given()));
        } catch (WatchException wrong) {
            throw new CommandException(String.valueOf(wrong.getMessage()));
        }
    }

    private List<String> given() {
        List<String> names = new ArrayList<>();
        for (TextFlag flag : List.of(key, prefix, service, passingOnly, state, name)) {
            if (!flag.value().isEmpty()) {
                names.add(flag.name());
            }
        }
        if (!tags.values().isEmpty()) {
            names.add(tags.name());
        }
        return names;
    }

    private boolean passing() throws CommandException {
        return switch (passingOnly.value()) {
            case "1", "t", "T", "TRUE", "true", "True" -> true;
            case "", "0", "f", "F", "FALSE", "false", "False" -> false;
            default ->
                    throw new CommandException(
                            "Failed to parse passingonly flag: strconv.ParseBool: parsing \""
                                    + passingOnly.value()
                                    + "\": invalid syntax");
        };
    }

    private int print(AgentClient agent, WatchPlan plan) throws InterruptedException {
        WatchRun.Handler once =
                (index, answer) -> {
                    terminal.output(plan.read(answer, PRINTED_INDENT));
                    return OptionalInt.of(0);
                };
        return new WatchRun(terminal, agent, plan, once).run();
    }

    private int follow(AgentClient agent, WatchPlan plan, List<String> words)
            throws InterruptedException {
        var handler =
                new ProgramHandler(
                        terminal,
                        plan,
                        ChildCommand.of(words, shell.value(), terminal.variable("SHELL")));
        terminal.machine()
                .onSignal(signal -> {
                    handler.pass(signal);
                    if (signal.asksToEnd()) {
                        terminal.machine().exit(0);
                    }
                });
        return new WatchRun(terminal, agent, plan, handler).run();
    }
}
