package io.proconsul.state.watch;

import io.proconsul.state.tree.RadixTree;
import io.proconsul.state.tree.TreeBatch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who waits for which change.
 *
 * <p>Watchers of keys and of prefixes are in two radix trees. A changed key finds the watchers of
 * all prefixes that cover it along its own path, and a deleted prefix finds the watchers below it
 * as one subtree; what others watch costs nothing. All other topics are found by hash.
 *
 * <p><b>Nothing is missed.</b> A reader subscribes, then reads the root; the apply thread publishes
 * the root, then reads who is there. Both accesses to the root and to {@link #count} are volatile,
 * hence in one total order: either the reader sees the new root, or the apply thread sees the
 * reader.
 *
 * <p>One lock guards the registry. It is held for look-ups and list links, never for calls; without
 * watchers it is not taken at all.
 */
public final class Watches {
    private final Map<Topic, Group> groups = new HashMap<>();
    private final TreeBatch<Group> byKey = RadixTree.<Group>unindexed().batch();
    private final TreeBatch<Group> byPrefix = RadixTree.<Group>unindexed().batch();

    /** Subscriptions not cancelled; written under the lock, read without. */
    private volatile int count;

    /** Numbers the signals, so that nobody is called twice for one. Guarded by this. */
    private long round;

    /**
     * Calls {@code onChange} after every published change of one of {@code topics}, once per
     * published root however many of them changed. Subscribe first, then read, then wait: no change
     * after the read is missed. The call comes on the apply thread, must return at once and must
     * not throw. Any thread.
     */
    public Watch subscribe(Collection<? extends Topic> topics, Runnable onChange) {
        Subscription subscription = new Subscription(this, onChange);
        synchronized (this) {
            for (Topic topic : topics) {
                Group group = groups.computeIfAbsent(topic, this::open);
                Member member = new Member(subscription, group);
                group.add(member);
                subscription.members.add(member);
            }
            count++;
        }
        return subscription;
    }

    /** Subscriptions that are not cancelled. */
    public int size() {
        return count;
    }

    /** Calls those who watch something of {@code changes}. Apply thread, after publishing. */
    public void signal(Changes changes) {
        if (count > 0) {
            gather(changes).forEach(subscription -> subscription.onChange.run());
        }
    }

    /** Calls everybody: the whole state was replaced. Apply thread, after publishing. */
    public void signalAll() {
        if (count > 0) {
            gatherAll().forEach(subscription -> subscription.onChange.run());
        }
    }

    private synchronized List<Subscription> gather(Changes changes) {
        List<Subscription> told = new ArrayList<>();
        round++;
        for (String key : changes.keys()) {
            Group exact = byKey.get(key);
            if (exact != null) {
                exact.gather(round, told);
            }
            byPrefix.alongPath(key, group -> group.gather(round, told));
        }
        for (String prefix : changes.prefixes()) {
            byKey.below(prefix).forEach(group -> group.gather(round, told));
            byPrefix.below(prefix).forEach(group -> group.gather(round, told));
            byPrefix.alongPath(prefix, group -> group.gather(round, told));
        }
        for (Topic topic : changes.topics()) {
            Group group = groups.get(topic);
            if (group != null) {
                group.gather(round, told);
            }
        }
        return told;
    }

    private synchronized List<Subscription> gatherAll() {
        List<Subscription> told = new ArrayList<>(count);
        round++;
        groups.values().forEach(group -> group.gather(round, told));
        return told;
    }

    synchronized void cancel(Subscription subscription) {
        if (subscription.cancelled) {
            return;
        }
        subscription.cancelled = true;
        for (Member member : subscription.members) {
            member.group.remove(member);
            if (member.group.isEmpty()) {
                close(member.group);
            }
        }
        subscription.members.clear();
        count--;
    }

    private Group open(Topic topic) {
        Group group = new Group(topic);
        if (topic instanceof Topic.Key(String key)) {
            byKey.put(key, group);
        } else if (topic instanceof Topic.KeyPrefix(String prefix)) {
            byPrefix.put(prefix, group);
        }
        return group;
    }

    private void close(Group group) {
        groups.remove(group.topic);
        if (group.topic instanceof Topic.Key(String key)) {
            byKey.remove(key);
        } else if (group.topic instanceof Topic.KeyPrefix(String prefix)) {
            byPrefix.remove(prefix);
        }
    }
}
