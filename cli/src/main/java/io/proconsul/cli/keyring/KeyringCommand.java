package io.proconsul.cli.keyring;

import io.proconsul.cli.client.AgentClient;
import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.client.JsonAnswer;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.config.flag.SwitchFlag;
import io.proconsul.config.flag.TextFlag;
import io.proconsul.config.flag.WholeFlag;
import io.proconsul.json.JsonWriter;

import java.util.List;
import java.util.stream.Stream;

/**
 * {@code keyring}: lists the keys that gossip is encrypted with, adds one, changes to it, takes one
 * away; on all members at once.
 */
public final class KeyringCommand extends Command {
    private static final String PATH = "/v1/operator/keyring";
    private static final int MAX_RELAY_FACTOR = 5;

    private final ApiFlags api = ApiFlags.client(flags);
    private final TextFlag install = flags.text("install", "", "Add this key on all members.");
    private final SwitchFlag list = flags.toggle("list", false, "List the keys in use.");
    private final SwitchFlag listPrimary =
            flags.toggle(
                    "list-primary", false, "List the keys that new messages are written with.");
    private final SwitchFlag localOnly =
            flags.toggle(
                    "local-only", false, "Ask only this datacenter; for lists, and for servers.");
    private final WholeFlag relayFactor =
            flags.whole(
                    "relay-factor",
                    0,
                    "Have members send their answers over so many others as well, at most 5.");
    private final TextFlag remove =
            flags.text("remove", "", "Take this key away; it must not be the primary one.");
    private final TextFlag use =
            flags.text("use", "", "Write new messages with this key, which all members must have.");

    public KeyringCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul keyring [options]

          Changes the keys that gossip is encrypted with, on all members. To change
          over to a new key:

              $ consul keyring -install NEW
              $ consul keyring -use NEW
              $ consul keyring -remove OLD
        """;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        long actions =
                Stream.of(
                                list.value(),
                                listPrimary.value(),
                                !install.value().isEmpty(),
                                !use.value().isEmpty(),
                                !remove.value().isEmpty())
                        .filter(asked -> asked)
                        .count();
        if (actions == 0) {
            throw new CommandException(help());
        }
        if (actions > 1) {
            throw new CommandException("Only a single action is allowed");
        }
        check();
        act();
        return 0;
    }

    private void check() throws CommandException {
        if (relayFactor.value() < 0 || relayFactor.value() > MAX_RELAY_FACTOR) {
            throw new CommandException(
                    "Error parsing relay factor: Relay factor must be in range: [0, "
                            + MAX_RELAY_FACTOR
                            + "]");
        }
        if (localOnly.value() && !list.value() && !listPrimary.value()) {
            throw new CommandException(
                    "Error validating local-only: local-only can only be set for list requests");
        }
    }

    private void act() throws CommandException {
        AgentClient agent = api.connect(terminal);
        try {
            if (list.value()) {
                say("Gathering installed encryption keys...");
                print(agent, "Keys");
            } else if (listPrimary.value()) {
                say("Gathering installed primary encryption keys...");
                print(agent, "PrimaryKeys");
            } else if (!install.value().isEmpty()) {
                say("Installing new gossip encryption key...");
                change(agent, ApiRequest.post(PATH), install.value());
            } else if (!use.value().isEmpty()) {
                say("Changing primary gossip encryption key...");
                change(agent, ApiRequest.put(PATH), use.value());
            } else {
                say("Removing gossip encryption key...");
                change(agent, ApiRequest.delete(PATH), remove.value());
            }
        } catch (ApiException failure) {
            throw new CommandException("error: " + failure.getMessage());
        }
    }

    private void say(String text) {
        terminal.output("==> " + text);
        terminal.out().flush();
    }

    private ApiRequest relayed(ApiRequest request) {
        return request.withGiven(
                "relay-factor", relayFactor.value() == 0 ? "" : Long.toString(relayFactor.value()));
    }

    private void change(AgentClient agent, ApiRequest request, String key) throws ApiException {
        var body = new JsonWriter().beginObject().name("Key").string(key).endObject();
        agent.call(relayed(request).body(body.toString()));
    }

    private void print(AgentClient agent, String kind) throws ApiException {
        ApiRequest request = relayed(ApiRequest.get(PATH));
        if (localOnly.value()) {
            request.with("local-only", "true");
        }
        for (JsonAnswer pool : JsonAnswer.of(agent.call(request)).elements()) {
            terminal.output(pool(pool, pool.member(kind)));
        }
    }

    private static String pool(JsonAnswer pool, JsonAnswer keys) {
        var text = new StringBuilder("\n").append(name(pool)).append(':');
        pool.member("Messages")
                .members()
                .forEach((from, message) ->
                        text.append("\n  ===> ").append(from).append(": ").append(message.text()));
        keys.members()
                .forEach((key, count) ->
                        text.append("\n  ")
                                .append(key)
                                .append(" [")
                                .append(count.text())
                                .append('/')
                                .append(pool.text("NumNodes"))
                                .append(']'));
        return text.toString();
    }

    private static String name(JsonAnswer pool) {
        if (pool.isTrue("WAN")) {
            return "WAN";
        }
        String segment = pool.text("Segment");
        return pool.text("Datacenter")
                + " (LAN"
                + (segment.isEmpty() ? "" : " [" + segment + "]")
                + ")";
    }
}
