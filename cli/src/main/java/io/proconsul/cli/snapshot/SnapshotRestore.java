package io.proconsul.cli.snapshot;

import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** {@code snapshot restore}: the cluster's whole state becomes that of a file. */
public final class SnapshotRestore extends Command {
    private final ApiFlags api = ApiFlags.server(flags);

    public SnapshotRestore(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul snapshot restore [options] FILE

          Replaces the whole state of the cluster by that of a snapshot. Meant for a
          fresh cluster after a disaster; do not let servers fail meanwhile:

              $ consul snapshot restore backup.snap
        """;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        String file = SnapshotArguments.file(arguments);
        try (InputStream in = SnapshotArguments.open(file)) {
            api.connect(terminal).call(ApiRequest.put("/v1/snapshot").body(in));
        } catch (ApiException | IOException failure) {
            throw new CommandException("Error restoring snapshot: " + failure.getMessage());
        }
        terminal.output("Restored snapshot");
        return 0;
    }
}
