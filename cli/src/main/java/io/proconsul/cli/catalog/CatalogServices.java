package io.proconsul.cli.catalog;

import io.proconsul.cli.client.AgentClient;
import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.client.JsonAnswer;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.config.flag.PairsFlag;
import io.proconsul.config.flag.SwitchFlag;
import io.proconsul.config.flag.TextFlag;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@code catalog services}: names of services, perhaps with their tags. */
public final class CatalogServices extends Command {
    private static final int GAP = 6;

    private final ApiFlags api = ApiFlags.namespaced(flags);
    private final TextFlag node =
            flags.text("node", "", "Only services on the node of that id or name.");
    private final PairsFlag nodeMeta =
            flags.pairs(
                    "node-meta",
                    "Only services on nodes with that metadata, as key=value. May come several"
                            + " times.");
    private final SwitchFlag tags = flags.toggle("tags", false, "Print each service's tags too.");

    public CatalogServices(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul catalog services [options]

          Lists the services of the datacenter by name:

              $ consul catalog services -tags
        """;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        atMost(0, arguments);
        Map<String, Set<String>> services;
        try {
            AgentClient agent = api.connect(terminal);
            services = node.value().isEmpty() ? ofDatacenter(agent) : ofNode(agent);
        } catch (ApiException failure) {
            throw new CommandException("Error listing services: " + failure.getMessage());
        }
        if (services.isEmpty()) {
            terminal.error("No services match the given query - try expanding your search.");
            return 0;
        }
        int width = services.keySet().stream().mapToInt(String::length).max().orElse(0) + GAP;
        services.forEach(
                (name, all) -> terminal.output(tags.value() ? withTags(name, all, width) : name));
        return 0;
    }

    private static String withTags(String name, Set<String> tags, int width) {
        return name + " ".repeat(width - name.length()) + String.join(",", tags);
    }

    private Map<String, Set<String>> ofDatacenter(AgentClient agent) throws ApiException {
        ApiRequest request = ApiRequest.get("/v1/catalog/services");
        nodeMeta.values().forEach((key, value) -> request.adding("node-meta", key + ":" + value));
        Map<String, Set<String>> services = new TreeMap<>();
        JsonAnswer.of(agent.call(request))
                .members()
                .forEach((name, list) -> add(services, name, list));
        return services;
    }

    private Map<String, Set<String>> ofNode(AgentClient agent) throws ApiException {
        Map<String, Set<String>> services = new TreeMap<>();
        JsonAnswer.of(
                        agent.call(
                                ApiRequest.get(
                                        "/v1/catalog/node/" + ApiRequest.escapePath(node.value()))))
                .member("Services")
                .members()
                .forEach((id, service) ->
                        add(services, service.text("Service"), service.member("Tags")));
        return services;
    }

    private static void add(Map<String, Set<String>> services, String name, JsonAnswer tags) {
        Set<String> all = services.computeIfAbsent(name, key -> new TreeSet<>());
        tags.elements().forEach(tag -> all.add(tag.text()));
    }
}
