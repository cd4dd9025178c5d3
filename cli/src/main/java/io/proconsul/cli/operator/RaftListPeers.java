package io.proconsul.cli.operator;

import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.client.JsonAnswer;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.cli.output.Columns;

import java.util.List;

/** {@code operator raft list-peers}: the servers that keep the log, in the order of Raft. */
public final class RaftListPeers extends Command {
    private static final String OLDEST_PROTOCOL = "<=1";

    private final ApiFlags api = ApiFlags.server(flags);

    public RaftListPeers(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul operator raft list-peers [options]

          Lists the servers that Raft counts on, the leader among them. Without a
          leader, any server answers with -stale.
        """;
    }

    @Override
    protected String flagEpilogue(String error) {
        return "Failed to parse args: " + error;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        try {
            List<JsonAnswer> servers =
                    JsonAnswer.of(
                                    api.connect(terminal)
                                            .call(
                                                    ApiRequest.get(
                                                            "/v1/operator/raft/configuration")))
                            .member("Servers")
                            .elements();
            terminal.output(table(servers));
            return 0;
        } catch (ApiException failure) {
            throw new CommandException(
                    "Error getting peers: Failed to retrieve raft configuration: "
                            + failure.getMessage());
        }
    }

    private static String table(List<JsonAnswer> servers) {
        var table = new Columns("Node", "ID", "Address", "State", "Voter", "RaftProtocol");
        for (JsonAnswer server : servers) {
            String protocol = server.text("ProtocolVersion");
            table.row(
                    server.text("Node"),
                    server.text("ID"),
                    server.text("Address"),
                    server.isTrue("Leader") ? "leader" : "follower",
                    server.isTrue("Voter") ? "true" : "false",
                    protocol.isEmpty() ? OLDEST_PROTOCOL : protocol);
        }
        return table.toString();
    }
}
