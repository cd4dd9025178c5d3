package io.proconsul.cli.services;

import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.config.ConfigException;
import io.proconsul.config.ConfigInput;
import io.proconsul.config.ConfigLoader;
import io.proconsul.config.Machine;
import io.proconsul.model.catalog.ServiceDefinition;

import java.util.List;

/**
 * Services as they stand in configuration files, read with all the rules an agent reads them with.
 */
final class DefinitionFiles {
    private DefinitionFiles() {}

    /** A person is told more of what is wrong than a program, which knows the first lines only. */
    static List<ServiceDefinition> read(List<String> files, Terminal terminal)
            throws CommandException {
        try {
            return new ConfigLoader(Machine.system())
                    .load(ConfigInput.ofDefinitions(files))
                    .config()
                    .services();
        } catch (ConfigException wrong) {
            throw new CommandException(
                    "Error: "
                            + (terminal.interactive().getAsBoolean()
                                    ? wrong.report()
                                    : String.valueOf(wrong.getMessage())));
        }
    }
}
