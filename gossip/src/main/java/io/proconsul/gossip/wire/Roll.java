package io.proconsul.gossip.wire;

import java.util.Arrays;

/**
 * Members and their states, as one push/pull lists them. Two arrays, because a list of ten thousand
 * pairs is made and thrown away many times in a simulation.
 */
public final class Roll {
    private final Peer[] peers;
    private final byte[] states;
    private final int size;

    /** Takes the arrays over; nobody else changes them. */
    public Roll(Peer[] peers, byte[] states, int size) {
        this.peers = peers;
        this.states = states;
        this.size = size;
    }

    public int size() {
        return size;
    }

    public Peer peer(int index) {
        return peers[index];
    }

    public PeerState state(int index) {
        return PeerState.of(states[index]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Roll that
                && Arrays.equals(peers, 0, size, that.peers, 0, that.size)
                && Arrays.equals(states, 0, size, that.states, 0, that.size);
    }

    @Override
    public int hashCode() {
        return size;
    }

    @Override
    public String toString() {
        return size + " members";
    }
}
