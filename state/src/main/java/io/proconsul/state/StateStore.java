package io.proconsul.state;

import io.proconsul.model.command.Command;
import io.proconsul.state.watch.Watches;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The current state. One thread, the apply thread, makes the next; everybody else reads the current
 * one, without locks.
 */
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

    /**
     * Applies commands in order, publishes one new root, then calls the watchers of what changed.
     * Each command takes one state index, whether it changes something or not. Apply thread.
     */
    public Applied apply(List<Command> commands) {
        return apply(commands, effects -> {});
    }

    /**
     * The same, with {@code clocks} told of the effects before the root is published: a lock that
     * was lost must be delayed before anybody sees it free.
     */
    public Applied apply(List<Command> commands, Consumer<Applied.Effects> clocks) {
        Draft draft = new Draft(root);
        List<Outcome> outcomes = new ArrayList<>(commands.size());
        for (Command command : commands) {
            outcomes.add(draft.apply(command));
        }
        long firstIndex = root.index() + 1;
        Applied.Effects effects = draft.ledger().effects();
        clocks.accept(effects);
        root = draft.root();
        watches.signal(draft.ledger().changes());
        return new Applied(firstIndex, outcomes, effects);
    }

    /**
     * Replaces the whole state by a captured one with the index it had: what a server does that
     * starts or was left behind. All watchers are called. Apply thread.
     */
    public void install(Root captured) {
        publish(captured, captured.index());
    }

    /**
     * Replaces the content by that of an archive while the index moves on, past both: what an
     * operator's restore does, as one command of the log. All watchers are called. Apply thread.
     */
    public void restore(Root archive) {
        publish(archive, Math.max(root.index(), archive.index()) + 1);
    }

    private void publish(Root other, long index) {
        root = other.at(index, root.epoch() + 1);
        watches.signalAll();
    }
}
