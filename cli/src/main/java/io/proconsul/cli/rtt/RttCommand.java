package io.proconsul.cli.rtt;

import io.proconsul.cli.client.AgentClient;
import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.client.JsonAnswer;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.config.flag.SwitchFlag;

import java.util.List;
import java.util.Locale;

/** {@code rtt}: how long a packet takes from one node to another and back, as estimated. */
public final class RttCommand extends Command {
    private final ApiFlags api = ApiFlags.client(flags);
    private final SwitchFlag wan =
            flags.toggle("wan", false, "Between servers of the datacenters: NODE.DATACENTER.");

    public RttCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul rtt [options] NODE [NODE]

          Estimates the round-trip time between two nodes from what the agents
          measured; nothing is sent for it. Without a second node the agent's own is
          meant.
        """;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        if (arguments.isEmpty() || arguments.size() > 2) {
            throw misused("One or two node names must be specified");
        }
        AgentClient agent = api.connect(terminal);
        String from = arguments.getFirst();
        String to = arguments.size() > 1 ? arguments.get(1) : itself(agent);
        Places.Pair pair = wan.value() ? acrossDatacenters(agent, from, to) : here(agent, from, to);
        double millis = pair.known(from, to) * 1000;
        terminal.output(
                "Estimated "
                        + from
                        + " <-> "
                        + to
                        + " rtt: "
                        + String.format(Locale.ROOT, "%.3f", millis)
                        + " ms (using "
                        + (wan.value() ? "WAN" : "LAN")
                        + " coordinates)");
        return 0;
    }

    private String itself(AgentClient agent) throws CommandException {
        try {
            JsonAnswer config =
                    JsonAnswer.of(agent.call(ApiRequest.get("/v1/agent/self"))).member("Config");
            String node = config.text("NodeName");
            return wan.value() ? node + "." + config.text("Datacenter") : node;
        } catch (ApiException failure) {
            throw new CommandException("Unable to look up agent info: " + failure.getMessage());
        }
    }

    private static Places.Pair here(AgentClient agent, String from, String to)
            throws CommandException {
        return Places.lan(fetch(agent, "/v1/coordinate/nodes")).find(from, to);
    }

    private static Places.Pair acrossDatacenters(AgentClient agent, String from, String to)
            throws CommandException {
        if (from.split("\\.", -1).length != 2 || to.split("\\.", -1).length != 2) {
            throw new CommandException(
                    "Node names must be specified as <node name>.<datacenter> with -wan");
        }
        return Places.wan(fetch(agent, "/v1/coordinate/datacenters")).find(from, to);
    }

    private static JsonAnswer fetch(AgentClient agent, String path) throws CommandException {
        try {
            return JsonAnswer.of(agent.call(ApiRequest.get(path)));
        } catch (ApiException failure) {
            throw new CommandException("Error getting coordinates: " + failure.getMessage());
        }
    }
}
