package io.proconsul.cli.kv;

import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.config.flag.SwitchFlag;
import io.proconsul.config.flag.TextFlag;
import io.proconsul.json.JsonException;
import io.proconsul.json.JsonReader;

import java.util.List;
import java.util.Optional;

/** {@code kv get}: one value, all below a prefix, or names. */
public final class KvGet extends Command {
    private final ApiFlags api = ApiFlags.namespaced(flags);
    private final SwitchFlag base64 = flags.toggle("base64", false, "Print values in Base64.");
    private final SwitchFlag detailed =
            flags.toggle(
                    "detailed",
                    false,
                    "Print indexes, flags and the session that holds the key as well.");
    private final SwitchFlag keys =
            flags.toggle("keys", false, "Print names only, cut behind the separator.");
    private final SwitchFlag recurse =
            flags.toggle("recurse", false, "Print every key that begins with the argument.");
    private final TextFlag separator =
            flags.text(
                    "separator", "/", "With -keys: where names are cut; empty shows them whole.");

    public KvGet(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul kv get [options] [KEY_OR_PREFIX]

          Prints the value of a key:

              $ consul kv get app/colour

          With -recurse, every key below a prefix with its value; with -keys, the
          names alone, as deep as the next separator:

              $ consul kv get -recurse app/
              $ consul kv get -keys app/
        """;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        atMost(1, arguments);
        String key = Keys.withoutLeadingSlash(arguments.isEmpty() ? "" : arguments.getFirst());
        if (key.isEmpty() && !keys.value() && !recurse.value()) {
            throw new CommandException("Error! Missing KEY argument");
        }
        KvClient kv = new KvClient(api.connect(terminal));
        try {
            return keys.value() ? names(kv, key) : recurse.value() ? all(kv, key) : one(kv, key);
        } catch (ApiException failure) {
            throw new CommandException("Error querying Consul agent: " + failure.getMessage());
        }
    }

    private int one(KvClient kv, String key) throws ApiException, CommandException {
        Optional<Entry> entry = kv.get(key);
        if (entry.isEmpty()) {
            throw new CommandException("Error! No key exists at: " + key);
        }
        terminal.output(
                detailed.value()
                        ? entry.get().detailed(base64.value())
                        : entry.get().value(base64.value()));
        return 0;
    }

    private int all(KvClient kv, String prefix) throws ApiException {
        String before = "";
        for (Entry entry : kv.list(prefix)) {
            if (detailed.value()) {
                terminal.out().print(before);
                terminal.output(entry.detailed(base64.value()));
                before = "\n";
            } else {
                terminal.output(entry.key() + ":" + entry.value(base64.value()));
            }
        }
        return 0;
    }

    private int names(KvClient kv, String prefix) throws ApiException {
        Optional<byte[]> json = kv.names(prefix, separator.value());
        if (json.isPresent()) {
            printNames(json.get());
        }
        return 0;
    }

    private void printNames(byte[] json) throws ApiException {
        try {
            JsonReader reader = JsonReader.ofWhole(json);
            reader.beginArray();
            while (reader.nextElement()) {
                terminal.output(reader.string());
            }
        } catch (JsonException malformed) {
            throw new ApiException(String.valueOf(malformed.getMessage()));
        }
    }
}
