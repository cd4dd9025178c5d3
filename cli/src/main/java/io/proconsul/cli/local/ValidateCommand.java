package io.proconsul.cli.local;

import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.config.ConfigException;
import io.proconsul.config.ConfigInput;
import io.proconsul.config.ConfigLoader;
import io.proconsul.config.Machine;
import io.proconsul.config.flag.SwitchFlag;
import io.proconsul.config.flag.TextFlag;

import java.util.List;

/** {@code validate}: reads configuration as an agent would, and says what it thinks of it. */
public final class ValidateCommand extends Command {
    private final TextFlag format =
            flags.text("config-format", "", "Read every file as hcl or json, whatever its name.");
    private final SwitchFlag quiet =
            flags.toggle("quiet", false, "Print nothing when all is well.");

    public ValidateCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul validate [options] FILE_OR_DIRECTORY...

          Reads configuration files as an agent would, without starting one. What
          is wrong is told with file, line and column; the exit status is 1 then.
        """;
    }

    @Override
    protected String flagEpilogue(String error) {
        return error;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        if (!format.value().isEmpty()
                && !format.value().equals("hcl")
                && !format.value().equals("json")) {
            throw new CommandException("-config-format must be either 'hcl' or 'json");
        }
        if (arguments.isEmpty()) {
            throw new CommandException("Must specify at least one config file or directory");
        }
        try {
            var loaded =
                    new ConfigLoader(Machine.system())
                            .load(ConfigInput.ofFiles(arguments, format.value()));
            if (!quiet.value()) {
                loaded.warnings().forEach(terminal::error);
                terminal.output("Configuration is valid!");
            }
            return 0;
        } catch (ConfigException wrong) {
            throw new CommandException("Config validation failed: " + wrong.report());
        }
    }
}
