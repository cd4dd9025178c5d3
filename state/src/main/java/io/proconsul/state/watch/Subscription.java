package io.proconsul.state.watch;

import java.util.ArrayList;
import java.util.List;

/** One caller's interest in some topics. */
final class Subscription implements Watch {
    final Runnable onChange;

    /** Its places among the watchers of each topic. Guarded by {@code watches}. */
    final List<Member> members = new ArrayList<>(2);

    /** Guarded by {@code watches}. */
    boolean cancelled;

    /** The last round it was told of. Guarded by {@code watches}. */
    long round;

    private final Watches watches;

    Subscription(Watches watches, Runnable onChange) {
        this.watches = watches;
        this.onChange = onChange;
    }

    @Override
    public void cancel() {
        watches.cancel(this);
    }
}
