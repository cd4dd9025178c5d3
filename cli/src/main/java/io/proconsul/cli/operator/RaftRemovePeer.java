package io.proconsul.cli.operator;

import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.config.flag.TextFlag;

import java.util.List;

/** {@code operator raft remove-peer}: Raft no longer counts on a server. */
public final class RaftRemovePeer extends Command {
    private static final String REFUSAL = "Error removing peer: ";

    private final ApiFlags api = ApiFlags.server(flags);
    private final TextFlag address =
            flags.text("address", "", "The server's address and port, as Raft knows it.");
    private final TextFlag id = flags.text("id", "", "The server's id, as Raft knows it.");

    public RaftRemovePeer(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul operator raft remove-peer [options]

          Takes a server out of Raft's configuration that is gone for good and was
          left behind there. While "consul members" still lists the server, use
          "consul force-leave" instead.
        """;
    }

    @Override
    protected String flagEpilogue(String error) {
        return "Failed to parse args: " + error;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        if (address.value().isEmpty() && id.value().isEmpty()) {
            throw new CommandException(
                    REFUSAL + "an address or id is required for the peer to remove");
        }
        if (!address.value().isEmpty() && !id.value().isEmpty()) {
            throw new CommandException(REFUSAL + "cannot give both an address and id");
        }
        boolean byId = address.value().isEmpty();
        String name = byId ? "id" : "address";
        String value = byId ? id.value() : address.value();
        try {
            api.connect(terminal)
                    .call(ApiRequest.delete("/v1/operator/raft/peer").with(name, value));
        } catch (ApiException failure) {
            throw new CommandException(REFUSAL + failure.getMessage());
        }
        terminal.output("Removed peer with " + name + " \"" + value + "\"");
        return 0;
    }
}
