package io.proconsul.cli.catalog;

import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.client.JsonAnswer;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;

import java.util.List;

/** {@code catalog datacenters}: the names of all that are known, nearest first. */
public final class CatalogDatacenters extends Command {
    private final ApiFlags api = ApiFlags.server(flags);

    public CatalogDatacenters(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul catalog datacenters [options]

          Lists all datacenters that are known, the nearest first.
        """;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        atMost(0, arguments);
        try {
            JsonAnswer.of(api.connect(terminal).call(ApiRequest.get("/v1/catalog/datacenters")))
                    .elements()
                    .forEach(name -> terminal.output(name.text()));
        } catch (ApiException failure) {
            throw new CommandException("Error listing datacenters: " + failure.getMessage());
        }
        return 0;
    }
}
