package io.proconsul.gossip.serf;

/**
 * A Lamport clock: a message carries its value, then it is raised, and hearing a value moves it
 * beyond (wire reference, section 7.1). Values are unsigned.
 */
final class LamportClock {
    private long time = 1;
    private Runnable changed = () -> {};

    /** Runs something whenever the clock has moved. */
    void whenChanged(Runnable action) {
        changed = action;
    }

    long time() {
        return time;
    }

    /** The value for a new message. */
    long tick() {
        long value = time++;
        changed.run();
        return value;
    }

    void witness(long heard) {
        if (Long.compareUnsigned(heard, time) >= 0 && heard != -1) {
            time = heard + 1;
            changed.run();
        }
    }
}
