package io.proconsul.cli.local;

import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.config.flag.TextFlag;
import io.proconsul.json.JsonWriter;
import io.proconsul.model.product.ProductVersion;

import java.util.List;

/** {@code version}: the version whose behaviour this is, and the product's own. */
public final class VersionCommand extends Command {
    private final TextFlag format =
            flags.text("format", "pretty", "How to print it: pretty or json.");

    public VersionCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul version [options]

          Prints the version of Consul whose behaviour this program has, and its own.
        """;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        terminal.output(
                switch (format.value()) {
                    case "pretty" -> pretty();
                    case "json" -> json();
                    default -> throw new CommandException("Unknown format: " + format.value());
                });
        return 0;
    }

    /**
     * Programs read the first line; what we are stands in the second, where a revision would be.
     */
    private String pretty() {
        return "Consul v"
                + ProductVersion.COMPATIBLE
                + "\n"
                + (terminal.interactive().getAsBoolean() ? ProductVersion.PRODUCT + "\n" : "")
                + "Protocol 2 spoken by default, understands 2 to 3 (agent will automatically use"
                + " protocol >2 when speaking to compatible agents)\n";
    }

    private static String json() {
        return JsonWriter.indented("   ")
                .beginObject()
                .name("Version")
                .string(ProductVersion.COMPATIBLE)
                .name("Revision")
                .string(ProductVersion.PRODUCT)
                .name("Prerelease")
                .string("")
                .name("RPC")
                .beginObject()
                .name("Default")
                .number(2)
                .name("Min")
                .number(2)
                .name("Max")
                .number(3)
                .endObject()
                .endObject()
                .toString();
    }
}
