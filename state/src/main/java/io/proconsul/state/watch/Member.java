package io.proconsul.state.watch;

import org.jspecify.annotations.Nullable;

/** A subscription's place among the watchers of one topic. Guarded by {@link Watches}. */
final class Member {
    final Subscription subscription;
    final Group group;
    @Nullable Member previous;
    @Nullable Member next;

    Member(Subscription subscription, Group group) {
        this.subscription = subscription;
        this.group = group;
    }
}
