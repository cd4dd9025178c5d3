package io.proconsul.server.fsm;

import io.proconsul.model.command.Command;
import io.proconsul.model.command.CommandCodec;
import io.proconsul.model.wire.WireException;
import io.proconsul.raft.Capture;
import io.proconsul.raft.Fsm;
import io.proconsul.state.Applied;
import io.proconsul.state.Root;
import io.proconsul.state.StateStore;
import io.proconsul.state.snapshot.SnapshotReader;
import io.proconsul.state.snapshot.SnapshotWriter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Applies what comes out of the log to the state: one new root for each log entry, however many
 * commands it holds. The engine's apply thread only.
 *
 * <p>A command that cannot be read stops the server, on every server at the same place: going on
 * without it would make this state a different one.
 */
public final class CommandApplier implements Fsm {
    private final StateStore store;
    private final Consumer<Applied.Effects> clocks;

    /**
     * @param clocks is told what has to do with time, on the apply thread, which it must not block
     */
    public CommandApplier(StateStore store, Consumer<Applied.Effects> clocks) {
        this.store = store;
        this.clocks = clocks;
    }

    @Override
    public List<Object> apply(long index, long term, List<byte[]> commands) {
        List<Command> decoded = new ArrayList<>(commands.size());
        for (byte[] command : commands) {
            decoded.add(decode(command, index));
        }
        return List.copyOf(store.apply(decoded, clocks).outcomes());
    }

    private static Command decode(byte[] command, long index) {
        try {
            return CommandCodec.decode(command);
        } catch (WireException unreadable) {
            throw new UncheckedIOException(
                    "log entry " + index + ": " + unreadable.getMessage(), unreadable);
        }
    }

    @Override
    public Capture capture() {
        Root root = store.root();
        return out -> SnapshotWriter.write(root, out);
    }

    @Override
    public void install(InputStream captured) throws IOException {
        store.install(SnapshotReader.read(captured));
    }
}
