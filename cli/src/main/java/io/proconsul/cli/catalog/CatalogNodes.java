package io.proconsul.cli.catalog;

import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.client.JsonAnswer;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.cli.output.Columns;
import io.proconsul.config.flag.PairsFlag;
import io.proconsul.config.flag.SwitchFlag;
import io.proconsul.config.flag.TextFlag;

import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;

/** {@code catalog nodes}: a table of nodes. */
public final class CatalogNodes extends Command {
    private final ApiFlags api = ApiFlags.server(flags);
    private final SwitchFlag detailed =
            flags.toggle("detailed", false, "Print whole ids, tagged addresses and metadata.");
    private final TextFlag filter =
            flags.text("filter", "", "Only nodes for which this filter expression holds.");
    private final TextFlag near =
            flags.text(
                    "near",
                    "",
                    "Sort by round-trip time from that node; _agent is the node of the agent that"
                            + " is asked.");
    private final PairsFlag nodeMeta =
            flags.pairs(
                    "node-meta",
                    "Only nodes with that metadata, as key=value. May come several times.");
    private final TextFlag service =
            flags.text("service", "", "Only nodes of that service, a line for each instance.");

    public CatalogNodes(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul catalog nodes [options]

          Lists the nodes of the datacenter:

              $ consul catalog nodes -service web -detailed
        """;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        atMost(0, arguments);
        List<JsonAnswer> nodes;
        try {
            nodes = JsonAnswer.of(api.connect(terminal).call(request())).elements();
        } catch (ApiException failure) {
            throw new CommandException("Error listing nodes: " + failure.getMessage());
        }
        if (nodes.isEmpty()) {
            terminal.error("No nodes match the given query - try expanding your search.");
            return 0;
        }
        terminal.output(detailed.value() ? detailed(nodes) : standard(nodes));
        return 0;
    }

    private ApiRequest request() {
        String path =
                service.value().isEmpty()
                        ? "/v1/catalog/nodes"
                        : "/v1/catalog/service/" + ApiRequest.escapePath(service.value());
        ApiRequest request =
                ApiRequest.get(path)
                        .withGiven("filter", filter.value())
                        .withGiven("near", near.value());
        nodeMeta.values().forEach((key, value) -> request.adding("node-meta", key + ":" + value));
        return request;
    }

    private List<JsonAnswer> sorted(List<JsonAnswer> nodes) {
        return near.value().isEmpty()
                ? nodes.stream()
                        .sorted(Comparator.comparing((JsonAnswer node) -> node.text("Node")))
                        .toList()
                : nodes;
    }

    private String standard(List<JsonAnswer> nodes) {
        var table = new Columns("Node", "ID", "Address", "DC");
        for (JsonAnswer node : sorted(nodes)) {
            String id = node.text("ID");
            int dash = id.indexOf('-');
            table.row(
                    node.text("Node"),
                    dash < 0 ? id : id.substring(0, dash),
                    node.text("Address"),
                    node.text("Datacenter"));
        }
        return table.toString();
    }

    private String detailed(List<JsonAnswer> nodes) {
        String meta = service.value().isEmpty() ? "Meta" : "NodeMeta";
        var table = new Columns("Node", "ID", "Address", "DC", "TaggedAddresses", "Meta");
        for (JsonAnswer node : sorted(nodes)) {
            table.row(
                    node.text("Node"),
                    node.text("ID"),
                    node.text("Address"),
                    node.text("Datacenter"),
                    pairs(node.member("TaggedAddresses")),
                    pairs(node.member(meta)));
        }
        return table.toString();
    }

    private static String pairs(JsonAnswer object) {
        StringJoiner pairs = new StringJoiner(", ");
        object.members().forEach((key, value) -> pairs.add(key + "=" + value.text()));
        return pairs.toString();
    }
}
