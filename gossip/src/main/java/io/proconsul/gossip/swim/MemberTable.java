package io.proconsul.gossip.swim;

import io.proconsul.gossip.wire.Peer;
import io.proconsul.gossip.wire.PeerState;
import io.proconsul.gossip.wire.Roll;
import io.proconsul.runtime.random.Chance;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntPredicate;

/** What memberlist knows of each member: its words, its state and since when. */
final class MemberTable {
    /** Times are kept in units of ten milliseconds, which wrap after 248 days. */
    private static final long TICK_NANOS = 10_000_000;

    private Roster roster;
    private byte[] states;
    private int[] changed;

    MemberTable(int expected) {
        roster = new Roster(expected);
        states = new byte[roster.capacity()];
        changed = new int[roster.capacity()];
    }

    /** Takes all of a pool as alive; the member in slot 0 stays there. */
    void assume(Roster all, long now) {
        roster = all.startingWith(roster.peer(0));
        states = new byte[roster.capacity()];
        changed = new int[roster.capacity()];
        Arrays.fill(states, PeerState.ALIVE.code());
        Arrays.fill(changed, ticks(now));
    }

    int size() {
        return roster.size();
    }

    boolean isFull() {
        return roster.isFull();
    }

    int find(String name) {
        return roster.find(name);
    }

    /** Looks at slot {@code guess} first. */
    int find(String name, int guess) {
        return roster.find(name, guess);
    }

    Peer peer(int slot) {
        return roster.peer(slot);
    }

    void replace(int slot, Peer newer) {
        roster.replace(slot, newer);
    }

    PeerState state(int slot) {
        return PeerState.of(states[slot]);
    }

    boolean isAlive(int slot) {
        return states[slot] == PeerState.ALIVE.code();
    }

    boolean isGone(int slot) {
        return states[slot] >= PeerState.DEAD.code();
    }

    void setState(int slot, PeerState state, long now) {
        states[slot] = state.code();
        changed[slot] = ticks(now);
    }

    private static int ticks(long nanos) {
        return (int) (nanos / TICK_NANOS);
    }

    /** Whether the state is older than {@code age}; to the hundredth of a second. */
    boolean isOlder(int slot, Duration age, long now) {
        return ticks(now) - changed[slot] > age.toNanos() / TICK_NANOS;
    }

    int add(Peer peer, PeerState state, long now) {
        int slot = roster.add(peer);
        if (states.length < roster.capacity()) {
            states = Arrays.copyOf(states, roster.capacity());
            changed = Arrays.copyOf(changed, roster.capacity());
        }
        setState(slot, state, now);
        return slot;
    }

    /** Removes a member; the last one moves into its slot. */
    void remove(int slot) {
        int last = roster.size() - 1;
        states[slot] = states[last];
        changed[slot] = changed[last];
        roster.remove(slot);
    }

    /** Up to {@code count} different random slots that are wanted; gives up after a few tries. */
    int[] pick(int count, Chance chance, IntPredicate wanted) {
        int[] picked = new int[count];
        int found = 0;
        for (int tries = 3 * size(); tries > 0 && found < count; tries--) {
            int slot = chance.nextInt(size());
            if (wanted.test(slot) && !contains(picked, found, slot)) {
                picked[found++] = slot;
            }
        }
        return Arrays.copyOf(picked, found);
    }

    private static boolean contains(int[] slots, int length, int slot) {
        for (int i = 0; i < length; i++) {
            if (slots[i] == slot) {
                return true;
            }
        }
        return false;
    }

    boolean anyAliveBut(int slot) {
        for (int i = 0; i < size(); i++) {
            if (i != slot && isAlive(i)) {
                return true;
            }
        }
        return false;
    }

    Roll roll() {
        return new Roll(roster.copy(), Arrays.copyOf(states, size()), size());
    }
}
