package io.proconsul.cli.agent;

import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.config.AgentFlags;

import java.util.List;

/**
 * The help of {@code agent}. The agent itself is another program on another class path: the
 * launcher starts it, and this command only says so to those who come past the launcher.
 */
public final class AgentCommand extends Command {
    public AgentCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return "Usage: consul agent [options]";
    }

    @Override
    public String help() {
        return new AgentFlags().help();
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        throw new CommandException("==> the agent is started by the launcher: proconsul agent");
    }
}
