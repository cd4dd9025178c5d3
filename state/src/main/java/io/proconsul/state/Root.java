package io.proconsul.state;

/** stub */
public final class Root {
    static final Root EMPTY = new Root();

    /** The state index: how many commands made this state. Never goes back. */
    public long index() {
        return 0;
    }

    /**
     * Changes when a snapshot was installed: indexes of single results may then have gone back, and
     * nothing computed before stands any more. Local to this process.
     */
    public long epoch() {
        return 0;
    }
}
