package io.proconsul.cli.kv;

import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.json.JsonWriter;

import java.util.List;

/** {@code kv export}: everything below a prefix, in a form that {@code kv import} reads. */
public final class KvExport extends Command {
    private final ApiFlags api = ApiFlags.namespaced(flags);

    public KvExport(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul kv export [options] [PREFIX]

          Prints all keys below a prefix as JSON, for a backup or another cluster:

              $ consul kv export app/ > app.json
        """;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        atMost(1, arguments);
        String prefix = arguments.isEmpty() ? "" : Keys.withoutLeadingSlash(arguments.getFirst());
        try {
            terminal.output(json(new KvClient(api.connect(terminal)).list(prefix)));
        } catch (ApiException failure) {
            throw new CommandException("Error querying Consul agent: " + failure.getMessage());
        }
        return 0;
    }

    private static String json(List<Entry> entries) {
        JsonWriter json = JsonWriter.indented("\t").beginArray();
        for (Entry entry : entries) {
            json.beginObject()
                    .name("key")
                    .string(entry.key())
                    .name("flags")
                    .unsigned(Long.parseUnsignedLong(entry.flags()))
                    .name("value")
                    .string(entry.base64())
                    .endObject();
        }
        return json.endArray().toString();
    }
}
