package io.proconsul.gossip.swim;

import io.proconsul.gossip.wire.Peer;
import io.proconsul.gossip.wire.WireLimits;

import java.util.Arrays;

/**
 * Members by name and by slot: slots are 0 to {@code size() - 1} without gaps. Ten thousand of
 * these with ten thousand members each fit in one process, so it is two plain arrays, and slots are
 * 16 bits wide, which bounds a pool to {@link WireLimits#MEMBERS}.
 */
public final class Roster {
    private static final int LEAST_CAPACITY = 8;

    private Peer[] peers;

    /** Open addressing by name; 0 is free, otherwise slot + 1. */
    private char[] index;

    private int size;

    public Roster(int expected) {
        peers = new Peer[Math.max(expected, LEAST_CAPACITY)];
        index = new char[indexLength(peers.length)];
    }

    private Roster(Peer[] peers, char[] index, int size) {
        this.peers = peers;
        this.index = index;
        this.size = size;
    }

    /** A power of two that is at most two thirds full. */
    private static int indexLength(int capacity) {
        return Integer.highestOneBit(capacity * 3 / 2 - 1) * 2;
    }

    /**
     * A copy with one of its members in slot 0, where a table has the member itself: how a
     * simulation makes thousands of tables of the same members.
     */
    public Roster startingWith(Peer first) {
        Roster copy = new Roster(peers.clone(), index.clone(), size);
        int slot = find(first.name());
        Peer displaced = peers[0];
        copy.index[place(displaced.name())] = (char) (slot + 1);
        copy.index[place(first.name())] = 1;
        copy.peers[0] = first;
        copy.peers[slot] = slot == 0 ? first : displaced;
        return copy;
    }

    public int size() {
        return size;
    }

    /** How long columns beside this roster must be. */
    public int capacity() {
        return peers.length;
    }

    public boolean isFull() {
        return size == WireLimits.MEMBERS;
    }

    public Peer peer(int slot) {
        return peers[slot];
    }

    /** The slot of a name, or -1. */
    public int find(String name) {
        int slot = index[place(name)] - 1;
        return slot;
    }

    /**
     * The same, looking first where the member probably is: tables list the same members in much
     * the same order, and going through another's is then a walk beside our own.
     */
    public int find(String name, int guess) {
        return guess < size && peers[guess].name().equals(name) ? guess : find(name);
    }

    private int place(String name) {
        int mask = index.length - 1;
        int hash = name.hashCode();
        int at = (hash ^ hash >>> 15) & mask;
        while (index[at] != 0 && !peers[index[at] - 1].name().equals(name)) {
            at = at + 1 & mask;
        }
        return at;
    }

    /** Adds a member whose name is not there yet, in the last slot. */
    public int add(Peer peer) {
        if (size == peers.length) {
            grow();
        }
        peers[size] = peer;
        index[place(peer.name())] = (char) (size + 1);
        return size++;
    }

    private void grow() {
        peers = Arrays.copyOf(peers, Math.min(size + size / 2, WireLimits.MEMBERS));
        index = new char[indexLength(peers.length)];
        reindex();
    }

    private void reindex() {
        Arrays.fill(index, (char) 0);
        for (int slot = 0; slot < size; slot++) {
            index[place(peers[slot].name())] = (char) (slot + 1);
        }
    }

    /** Puts newer words of the same member in its slot. */
    public void replace(int slot, Peer newer) {
        peers[slot] = newer;
    }

    /** Removes a member; the last one moves into its slot. */
    public void remove(int slot) {
        size--;
        peers[slot] = peers[size];
        Arrays.fill(peers, size, size + 1, null);
        reindex();
    }

    /** A copy of the members, in slot order. */
    public Peer[] copy() {
        return Arrays.copyOf(peers, size);
    }
}
