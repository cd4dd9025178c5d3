package io.proconsul.cli.lock;

import io.proconsul.cli.client.AgentClient;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.cli.machine.ChildCommand;
import io.proconsul.config.flag.DurationFlag;
import io.proconsul.config.flag.SwitchFlag;
import io.proconsul.config.flag.TextFlag;
import io.proconsul.config.flag.WholeFlag;

import java.time.Duration;
import java.util.List;

/** {@code lock}: runs a program while a lock is held that only so many can hold at once. */
public final class LockCommand extends Command {
    private final ApiFlags api = ApiFlags.server(flags);
    private final SwitchFlag childExitCode =
            flags.toggle("child-exit-code", false, "End with status 2 when the program failed.");
    private final WholeFlag monitorRetry =
            flags.whole(
                    "monitor-retry",
                    3,
                    "How often in a row, a second apart, the agent may fail to tell whether the"
                            + " lock is still held, before it counts as lost.");
    private final WholeFlag limit =
            flags.whole("n", 1, "How many may hold it at once; more than one is a semaphore.");
    private final TextFlag name =
            flags.text("name", "", "The name of the session; without one it is made up.");
    private final SwitchFlag passStdin =
            flags.toggle("pass-stdin", false, "Let the program read our standard input.");
    private final SwitchFlag shell =
            flags.toggle(
                    "shell", true, "Hand the program to a shell, the one in SHELL if it is set.");
    private final DurationFlag timeout =
            flags.duration("timeout", Duration.ZERO, "Give up after so long; without it, never.");
    private final DurationFlag oldTimeout =
            flags.duration("try", Duration.ZERO, "The old name of -timeout.");
    private final SwitchFlag verbose = flags.toggle("verbose", false, "Tell each step.");

    public LockCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul lock [options] PREFIX PROGRAM...

          Waits for a lock below a prefix of keys and runs a program while it is
          held. When the lock is lost the program is asked to end with SIGTERM, and
          killed if it is still there after 5 seconds:

              $ consul lock -n 2 jobs/report ./report.sh
        """;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        if (limit.value() <= 0) {
            throw new CommandException("Lock holder limit must be positive");
        }
        if (arguments.size() < 2) {
            throw new CommandException("Key prefix and child command must be specified");
        }
        LockPlan plan = plan(arguments);
        AgentClient agent = api.connect(terminal);
        ApiFlags.ping(agent);
        KeyStore keys = new KeyStore(agent);
        Exclusion exclusion =
                plan.limit() == 1
                        ? new Mutex(keys, terminal.machine(), plan)
                        : new CountingSemaphore(keys, terminal.machine(), plan);
        ChildCommand program =
                ChildCommand.of(
                                arguments.subList(1, arguments.size()),
                                shell.value(),
                                terminal.variable("SHELL"))
                        .sharingInput(passStdin.value());
        return run(new LockRun(terminal, exclusion, program, verbose.value()));
    }

    private int run(LockRun run) throws CommandException {
        try {
            int status = run.run();
            return childExitCode.value() ? status : 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private LockPlan plan(List<String> arguments) throws CommandException {
        String prefix = arguments.getFirst();
        prefix = prefix.startsWith("/") ? prefix.substring(1) : prefix;
        Duration patience = timeout.given() ? timeout.value() : oldTimeout.value();
        if (patience.isNegative()) {
            throw new CommandException("Timeout must be positive");
        }
        if (monitorRetry.value() < 0) {
            throw new CommandException("Number for 'monitor-retry' must be >= 0");
        }
        String program = String.join(" ", arguments.subList(1, arguments.size()));
        return new LockPlan(
                prefix,
                name.value().isEmpty()
                        ? "Consul lock for '" + program + "' at '" + prefix + "'"
                        : name.value(),
                Math.toIntExact(Math.min(limit.value(), Integer.MAX_VALUE)),
                patience,
                Math.toIntExact(Math.min(monitorRetry.value(), Integer.MAX_VALUE)));
    }
}
