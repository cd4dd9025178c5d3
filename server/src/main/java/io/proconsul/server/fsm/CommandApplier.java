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
import java.io.PushbackInputStream;
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
    private final Restoring restoring;

    /**
     * @param clocks is told what has to do with time, on the apply thread, which it must not block
     * @param restored is told, there too, that a restore has replaced the state
     */
    public CommandApplier(StateStore store, Consumer<Applied.Effects> clocks, Runnable restored) {
        this.store = store;
        this.clocks = clocks;
        this.restoring = new Restoring(store, restored);
    }

    @Override
    public List<Object> apply(long index, long term, List<byte[]> commands) {
        List<Object> outcomes = new ArrayList<>(commands.size());
        List<Command> changes = new ArrayList<>(commands.size());
        try {
            for (byte[] command : commands) {
                if (RestoreStep.isOne(command)) {
                    applyAll(changes, outcomes);
                    outcomes.add(restoring.apply(RestoreStep.decode(command)));
                } else {
                    changes.add(CommandCodec.decode(command));
                }
            }
        } catch (WireException unreadable) {
            throw new UncheckedIOException(
                    "log entry " + index + ": " + unreadable.getMessage(), unreadable);
        }
        applyAll(changes, outcomes);
        return outcomes;
    }

    /** Applies what has gathered, to one draft. */
    private void applyAll(List<Command> changes, List<Object> outcomes) {
        if (!changes.isEmpty()) {
            outcomes.addAll(store.apply(changes, clocks).outcomes());
            changes.clear();
        }
    }

    @Override
    public void clear() {
        restoring.install(Staging.NONE);
        if (store.root().index() > 0) {
            store.install(Root.EMPTY);
        }
    }

    @Override
    public Capture capture() {
        Root root = store.root();
        Staging staging = restoring.staging();
        return out -> {
            staging.writeTo(out);
            SnapshotWriter.write(root, out);
        };
    }

    @Override
    public void install(InputStream captured) throws IOException {
        PushbackInputStream in = new PushbackInputStream(captured);
        restoring.install(Staging.readFrom(in));
        store.install(SnapshotReader.read(in));
    }
}
