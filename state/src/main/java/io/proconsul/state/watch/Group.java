package io.proconsul.state.watch;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The watchers of one topic, as a chain through its members, so that one of ten thousand leaves in
 * constant time. Guarded by {@link Watches}.
 */
final class Group {
    final Topic topic;
    private @Nullable Member first;

    Group(Topic topic) {
        this.topic = topic;
    }

    boolean isEmpty() {
        return first == null;
    }

    void add(Member member) {
        member.next = first;
        if (first != null) {
            first.previous = member;
        }
        first = member;
    }

    void remove(Member member) {
        if (member.previous == null) {
            first = member.next;
        } else {
            member.previous.next = member.next;
        }
        if (member.next != null) {
            member.next.previous = member.previous;
        }
    }

    /** Adds those that were not yet told of this round. */
    void gather(long round, List<Subscription> told) {
        for (Member member = first; member != null; member = member.next) {
            Subscription subscription = member.subscription;
            if (subscription.round != round) {
                subscription.round = round;
                told.add(subscription);
            }
        }
    }
}
