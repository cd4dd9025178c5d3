package io.proconsul.sim.gossip;

/** What went over the virtual network; bytes are those of the messages before compression. */
public final class Traffic {
    private long packets;
    private long packetBytes;
    private long lost;
    private long streams;
    private long roll;

    void packet(int bytes) {
        packets++;
        packetBytes += bytes;
    }

    void lost() {
        lost++;
    }

    void stream(int members) {
        streams++;
        roll += members;
    }

    public long packets() {
        return packets;
    }

    public long packetBytes() {
        return packetBytes;
    }

    public long packetsLost() {
        return lost;
    }

    public long streams() {
        return streams;
    }

    /** Table entries that streams carried. */
    public long streamEntries() {
        return roll;
    }
}
