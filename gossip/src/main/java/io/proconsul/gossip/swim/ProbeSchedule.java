package io.proconsul.gossip.swim;

import io.proconsul.runtime.random.Chance;

import java.util.Arrays;

/**
 * Whom to probe next: all members in random order, then all again in another, so that a failure is
 * looked for after two rounds at the latest. Members that join mid-round get a random turn in it.
 */
final class ProbeSchedule {
    private final Chance chance;
    private char[] order = {};
    private int size;
    private int next;

    ProbeSchedule(Chance chance) {
        this.chance = chance;
    }

    boolean isRoundOver() {
        return next >= size;
    }

    int next() {
        return order[next++];
    }

    /** Starts a round over slots 0 to {@code members - 1}. */
    void shuffle(int members) {
        if (order.length < members || order.length > 2 * members) {
            order = new char[members];
        }
        for (int i = 0; i < members; i++) {
            int j = chance.nextInt(i + 1);
            order[i] = order[j];
            order[j] = (char) i;
        }
        size = members;
        next = 0;
    }

    /** A new member in the slot after the last. */
    void add(int slot) {
        if (size == order.length) {
            order = Arrays.copyOf(order, size + size / 2 + 1);
        }
        int turn = chance.nextInt(size + 1);
        order[size++] = order[turn];
        order[turn] = (char) slot;
    }
}
