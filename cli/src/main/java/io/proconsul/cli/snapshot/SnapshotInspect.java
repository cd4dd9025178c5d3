package io.proconsul.cli.snapshot;

import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** {@code snapshot inspect}: what an archive says of itself. */
public final class SnapshotInspect extends Command {
    private static final int NAME_WIDTH = "Version".length() + 6;

    public SnapshotInspect(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul snapshot inspect FILE

          Reads a snapshot, checks that it is whole, and tells when it was taken:

              $ consul snapshot inspect backup.snap
        """;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        terminal.output(table(read(SnapshotArguments.file(arguments))));
        return 0;
    }

    private static SnapshotMeta read(String file) throws CommandException {
        try (InputStream in = SnapshotArguments.open(file)) {
            return SnapshotFile.read(in);
        } catch (IOException wrong) {
            throw new CommandException("Error verifying snapshot: " + wrong.getMessage());
        }
    }

    private static String table(SnapshotMeta meta) {
        var table = new StringBuilder();
        row(table, "ID", meta.id());
        row(table, "Size", meta.size());
        row(table, "Index", meta.index());
        row(table, "Term", meta.term());
        row(table, "Version", meta.version());
        return table.toString();
    }

    private static void row(StringBuilder table, String name, String value) {
        table.append(name).repeat(' ', NAME_WIDTH - name.length()).append(value).append('\n');
    }
}
