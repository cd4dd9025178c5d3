package io.proconsul.cli.kv;

import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.DataArgument;
import io.proconsul.cli.command.Terminal;
import io.proconsul.json.JsonException;
import io.proconsul.json.JsonReader;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code kv import}: writes what {@code kv export} printed. */
public final class KvImport extends Command {
    private final ApiFlags api = ApiFlags.namespaced(flags);

    public KvImport(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul kv import [options] [DATA]

          Writes keys from the JSON that "consul kv export" prints, one after the
          other; what was written stays when a later one fails:

              $ consul kv import @app.json
        """;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        if (arguments.isEmpty()) {
            throw new CommandException("Error! Missing DATA argument");
        }
        atMost(1, arguments);
        if (arguments.getFirst().isEmpty()) {
            throw new CommandException("Error! Empty DATA argument");
        }
        List<Exported> exported = read(DataArgument.read(arguments.getFirst(), terminal));
        KvClient kv = new KvClient(api.connect(terminal));
        for (Exported entry : exported) {
            write(kv, entry);
        }
        return 0;
    }

    private void write(KvClient kv, Exported entry) throws CommandException {
        Base64Input value = Base64Input.decode(entry.value);
        if (value.error().isPresent()) {
            throw new CommandException(
                    "Error base 64 decoding value for key "
                            + entry.key
                            + ": "
                            + value.error().get());
        }
        ApiRequest request = ApiRequest.put(KvClient.path(entry.key)).body(value.bytes());
        try {
            kv.change(entry.flags.equals("0") ? request : request.with("flags", entry.flags));
        } catch (ApiException failure) {
            throw new CommandException(
                    "Error! Failed writing data for key "
                            + entry.key
                            + ": "
                            + failure.getMessage());
        }
        terminal.output("Imported: " + entry.key);
    }

    /** One entry of an export. */
    private record Exported(String key, String flags, String value) {}

    private static List<Exported> read(byte[] json) throws CommandException {
        try {
            JsonReader reader = JsonReader.ofWhole(json);
            List<Exported> entries = new ArrayList<>();
            reader.beginArray();
            while (reader.nextElement()) {
                entries.add(entry(reader));
            }
            return entries;
        } catch (JsonException malformed) {
            throw new CommandException("Cannot unmarshal data: " + malformed.getMessage());
        }
    }

    private static Exported entry(JsonReader reader) throws JsonException {
        String key = "";
        String flags = "0";
        String value = "";
        reader.beginObject();
        while (reader.nextMember()) {
            switch (reader.name().toLowerCase(Locale.ROOT)) {
                case "key" -> key = reader.string();
                case "flags" -> flags = reader.number();
                case "value" -> value = reader.string();
                default -> reader.skip();
            }
        }
        return new Exported(key, flags, value);
    }
}
