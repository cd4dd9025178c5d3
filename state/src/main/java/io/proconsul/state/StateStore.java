package io.proconsul.state;

import io.proconsul.model.command.Command;
import io.proconsul.state.snapshot.Restored;
import io.proconsul.state.watch.Watches;

import java.util.List;

/** stub */
public final class StateStore {
    private volatile Root root = Root.EMPTY;
    private final Watches watches = new Watches();

    /** The state as it is now; immutable. Any thread. */
    public Root root() {
        return root;
    }

    /** Who waits for changes. Any thread. */
    public Watches watches() {
        return watches;
    }

    /** Applies commands in order, publishes one new root, then calls the watchers. Apply thread. */
    public Applied apply(List<Command> commands) {
        return io.proconsul.state.Pending.pending();
    }

    /**
     * Replaces the whole state by a captured one with the index it had: what a server does that
     * starts or was left behind. All watchers are called. Apply thread.
     */
    public void install(Restored captured) {
        Pending.pending();
    }

    /**
     * Replaces the content by that of an archive while the index moves on, past both: what an
     * operator's restore does, as one command of the log. All watchers are called. Apply thread.
     */
    public void restore(Restored archive) {
        Pending.pending();
    }
}
