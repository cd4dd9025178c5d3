package io.proconsul.state.watch;

import java.util.Collection;

/** stub */
public final class Watches {
    /**
     * Calls {@code onChange} after every published change of one of {@code topics}, once per
     * published root however many of them changed. Subscribe first, then read, then wait: no change
     * after the read is missed. The call comes on the apply thread and must return at once.
     */
    public Watch subscribe(Collection<? extends Topic> topics, Runnable onChange) {
        return io.proconsul.state.Pending.pending();
    }

    /** Subscriptions that are not cancelled. */
    public int size() {
        return 0;
    }
}
