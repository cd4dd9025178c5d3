package io.proconsul.cli.snapshot;

import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.client.StreamedResponse;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * {@code snapshot save}: the cluster's state in a file. The file gets its name only once it was
 * read back and found to be whole.
 */
public final class SnapshotSave extends Command {
    private static final String UNVERIFIED = ".unverified";

    private final ApiFlags api = ApiFlags.server(flags);

    public SnapshotSave(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul snapshot save [options] FILE

          Saves the whole state as it is at one moment: keys, catalog, sessions,
          prepared queries, access rules. With -stale any server may provide it, even
          when there is no leader:

              $ consul snapshot save backup.snap
        """;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        String file = SnapshotArguments.file(arguments);
        Path unverified = Path.of(file + UNVERIFIED);
        String index = fetch(unverified);
        verify(unverified);
        try {
            Files.move(unverified, Path.of(file), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new CommandException("Error renaming snapshot file: " + failure.getMessage());
        }
        terminal.output("Saved and verified snapshot to index " + index);
        return 0;
    }

    /** Returns the index the servers name. */
    private String fetch(Path file) throws CommandException {
        try (StreamedResponse response =
                        api.connect(terminal).callStreaming(ApiRequest.get("/v1/snapshot"));
                OutputStream out = create(file)) {
            response.body().transferTo(out);
            String index = response.headers().getOrDefault("x-consul-index", "");
            return index.isEmpty() ? "0" : index;
        } catch (ApiException failure) {
            throw new CommandException("Error saving snapshot: " + failure.getMessage());
        } catch (IOException failure) {
            throw new CommandException("Error writing snapshot file: " + failure.getMessage());
        }
    }

    private static OutputStream create(Path file) throws CommandException {
        try {
            return Files.newOutputStream(file);
        } catch (NoSuchFileException absent) {
            throw new CommandException(
                    "Error creating snapshot file: open " + file + ": no such file or directory");
        } catch (IOException failure) {
            throw new CommandException("Error creating snapshot file: " + failure.getMessage());
        }
    }

    private static void verify(Path file) throws CommandException {
        try (InputStream in = Files.newInputStream(file)) {
            SnapshotFile.read(in);
        } catch (IOException wrong) {
            throw new CommandException("Error verifying snapshot file: " + wrong.getMessage());
        }
    }
}
