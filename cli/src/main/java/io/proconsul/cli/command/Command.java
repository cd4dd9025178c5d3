package io.proconsul.cli.command;

import io.proconsul.config.flag.FlagException;
import io.proconsul.config.flag.FlagSet;
import io.proconsul.config.flag.HelpText;

import java.util.List;

/** One command of the command line. Made for one run; declares its flags when it is made. */
public abstract class Command {
    protected final FlagSet flags = new FlagSet();
    protected final Terminal terminal;

    protected Command(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The help before the flags: a line {@code Usage: consul ...} and what the command does. */
    protected abstract String usage();

    /**
     * Does the work.
     *
     * @param arguments the words behind the flags
     * @return the exit status
     * @throws CommandException when it cannot be done; the message is reported
     */
    protected abstract int run(List<String> arguments) throws CommandException;

    /** The whole help. */
    public String help() {
        return HelpText.of(usage(), flags);
    }

    /** All flags as they are typed, in the order of their names. */
    public List<String> flagNames() {
        return flags.all().stream().map(flag -> "-" + flag.name()).toList();
    }

    /** Reads flags, runs, reports; returns the exit status. */
    public final int execute(List<String> words) {
        try {
            return run(flags.parse(words));
        } catch (FlagException wrong) {
            return reportFlag(wrong);
        } catch (CommandException failure) {
            terminal.error(String.valueOf(failure.getMessage()));
            advise();
            return failure.exitStatus();
        }
    }

    private void advise() {
        String advice = terminal.advice().take();
        if (!advice.isEmpty() && terminal.interactive().getAsBoolean()) {
            terminal.error(advice);
        }
    }

    private int reportFlag(FlagException wrong) {
        if (wrong.help()) {
            terminal.output(help());
            return 0;
        }
        terminal.error(String.valueOf(wrong.getMessage()));
        terminal.err().print(flags.usage());
        String again = flagEpilogue(String.valueOf(wrong.getMessage()));
        if (!again.isEmpty()) {
            terminal.error(again);
        }
        return flagErrorStatus();
    }

    /** What some commands report once more behind the flags; empty for most. */
    protected String flagEpilogue(String error) {
        return "";
    }

    /** The exit status of a wrong flag. */
    protected int flagErrorStatus() {
        return 1;
    }

    /** A refusal of arguments that cannot be meant: what is wrong, then how it is meant. */
    protected final CommandException misused(String message) {
        return new CommandException(message + "\n\n" + help());
    }

    /** Refuses more arguments than {@code expected}. */
    protected static void atMost(int expected, List<String> arguments) throws CommandException {
        if (arguments.size() > expected) {
            throw new CommandException(
                    "Too many arguments (expected " + expected + ", got " + arguments.size() + ")");
        }
    }
}
