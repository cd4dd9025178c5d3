package io.proconsul.gossip.serf;

import io.proconsul.gossip.swim.Swim;
import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Peer;

import org.slf4j.event.Level;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Looks for lost members: now and then one that failed, so that a healed partition is noticed, and
 * at the start those of an earlier life, until one of them answers.
 */
final class Reconnector {
    private final Shared shared;
    private final Swim swim;

    Reconnector(Shared shared, Swim swim) {
        this.shared = shared;
        this.swim = swim;
    }

    /**
     * Tries one failed member, with a probability that keeps the tries of all members together at
     * about one for each failed member.
     */
    void tryOne() {
        List<String> failed = List.copyOf(shared.book.failed().keySet());
        if (failed.isEmpty()) {
            return;
        }
        int present = shared.book.size() - failed.size() - shared.book.left().size();
        if (shared.chance.nextDouble() > (double) failed.size() / Math.max(present, 1)) {
            shared.note(Level.DEBUG, "forgoing reconnect for random throttling");
            return;
        }
        Peer peer =
                shared.book.peer(
                        shared.book.find(failed.get(shared.chance.nextInt(failed.size()))));
        shared.note(Level.INFO, "attempting reconnect to %s %s", peer.name(), peer.address());
        swim.exchange(
                peer.address(),
                true,
                failure -> {
                    if (failure != null) {
                        shared.note(Level.DEBUG, "no reconnect to %s: %s", peer.name(), failure);
                    }
                });
    }

    /** Joins one of the members of an earlier life. */
    void rejoin(Snapshot before) {
        List<Address> others = new ArrayList<>();
        before.alive()
                .forEach((name, at) -> {
                    if (!name.equals(shared.name)) {
                        others.add(at);
                    }
                });
        shuffle(others);
        if (!others.isEmpty()) {
            rejoin(others, 0);
        }
    }

    private void shuffle(List<Address> addresses) {
        for (int i = addresses.size() - 1; i > 0; i--) {
            Collections.swap(addresses, i, shared.chance.nextInt(i + 1));
        }
    }

    private void rejoin(List<Address> others, int index) {
        if (index == others.size()) {
            shared.note(Level.WARN, "Failed to re-join any previously known node");
            return;
        }
        Address next = others.get(index);
        shared.note(Level.INFO, "Attempting re-join to previously known node: %s", next);
        swim.exchange(
                next,
                true,
                failure -> {
                    if (failure == null) {
                        shared.note(Level.INFO, "Re-joined to previously known node: %s", next);
                    } else {
                        rejoin(others, index + 1);
                    }
                });
    }
}
