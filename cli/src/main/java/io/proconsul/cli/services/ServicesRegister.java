package io.proconsul.cli.services;

import io.proconsul.cli.client.AgentClient;
import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.config.flag.ListFlag;
import io.proconsul.config.flag.PairsFlag;
import io.proconsul.config.flag.TextFlag;
import io.proconsul.config.flag.WholeFlag;
import io.proconsul.json.JsonWriter;
import io.proconsul.model.catalog.ServiceDefinition;

import java.util.List;
import java.util.Map;

/** {@code services register}: from files, or one service from flags. */
public final class ServicesRegister extends Command {
    private final ApiFlags api = ApiFlags.namespaced(flags);
    private final TextFlag address =
            flags.text("address", "", "The address of the instance; empty: the node's.");
    private final TextFlag id = flags.text("id", "", "The id of the instance; empty: its name.");
    private final TextFlag kind =
            flags.text("kind", "", "The kind of the service, for proxies and gateways.");
    private final PairsFlag meta =
            flags.pairs("meta", "Metadata as key=value. May come several times.");
    private final TextFlag name = flags.text("name", "", "The name of the service.");
    private final WholeFlag port = flags.whole("port", 0, "The port of the instance.");
    private final ListFlag tags = flags.list("tag", "A tag. May come several times.");
    private final PairsFlag taggedAddresses =
            flags.addresses(
                    "tagged-address",
                    "A further address under a name, as lan=10.0.0.1:80. May come several times.");

    public ServicesRegister(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul services register [options] [FILE...]

          Adds services to the agent, from configuration files or from flags:

              $ consul services register web.json
              $ consul services register -name=web -port=8080
        """;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        if (arguments.isEmpty() && name.value().isEmpty()) {
            throw new CommandException(
                    "Service registration requires at least one argument or flags.");
        }
        if (!arguments.isEmpty() && !name.value().isEmpty()) {
            throw new CommandException("Service registration requires arguments or -id, not both.");
        }
        if (arguments.isEmpty()) {
            register(api.connect(terminal), name.value(), fromFlags());
            return 0;
        }
        List<ServiceDefinition> services = DefinitionFiles.read(arguments, terminal);
        AgentClient agent = api.connect(terminal);
        for (ServiceDefinition service : services) {
            register(agent, service.name(), ServiceJson.of(service));
        }
        return 0;
    }

    private void register(AgentClient agent, String service, byte[] body) throws CommandException {
        try {
            agent.call(ApiRequest.put("/v1/agent/service/register").body(body));
        } catch (ApiException failure) {
            throw new CommandException(
                    "Error registering service \"" + service + "\": " + failure.getMessage());
        }
        terminal.output("Registered service: " + service);
    }

    private byte[] fromFlags() throws CommandException {
        JsonWriter json = new JsonWriter().beginObject();
        json.name("Kind").string(kind.value()).name("ID").string(id.value());
        json.name("Name").string(name.value()).name("Address").string(address.value());
        json.name("Port").number(port.value()).name("Tags").beginArray();
        tags.values().forEach(json::string);
        json.endArray().name("Meta").beginObject();
        meta.values().forEach((key, value) -> json.name(key).string(value));
        json.endObject().name("TaggedAddresses").beginObject();
        for (Map.Entry<String, String> tagged : taggedAddresses.values().entrySet()) {
            tagged(json, tagged.getKey(), tagged.getValue());
        }
        return json.endObject().endObject().toByteArray();
    }

    private static void tagged(JsonWriter json, String tag, String text) throws CommandException {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        json.name(tag).beginObject().name("Address").string(host);
        json.name("Port").number(colon < 0 ? 0 : port(text.substring(colon + 1))).endObject();
    }

    private static int port(String text) throws CommandException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException noNumber) {
            throw new CommandException(
                    "Invalid Tagged Address: strconv.Atoi: parsing \""
                            + text
                            + "\": invalid syntax");
        }
    }
}
