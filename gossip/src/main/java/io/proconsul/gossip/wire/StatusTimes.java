package io.proconsul.gossip.wire;

/**
 * When each member's status last changed, in Lamport time. Two arrays, for the same reason as
 * {@link Roll}.
 */
public final class StatusTimes {
    public static final StatusTimes NONE = new StatusTimes(new String[0], new long[0]);

    private final String[] names;
    private final long[] times;

    /** Takes the arrays over; nobody else changes them. */
    public StatusTimes(String[] names, long[] times) {
        this.names = names;
        this.times = times;
    }

    public int size() {
        return names.length;
    }

    public String name(int index) {
        return names[index];
    }

    public long time(int index) {
        return times[index];
    }
}
