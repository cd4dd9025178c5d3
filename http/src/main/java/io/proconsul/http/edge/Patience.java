package io.proconsul.http.edge;

/** How long a silent or slow client is still waited for. Event loop only; nanoseconds. */
final class Patience {
    private final long idle;
    private final long slow;
    private long lastRead;
    private long headBegan;

    Patience(EdgeLimits limits, long now) {
        this.idle = limits.idle().toNanos();
        this.slow = limits.headTime().toNanos();
        this.lastRead = now;
        this.headBegan = now;
    }

    /** Something arrived. */
    void heard(long now) {
        lastRead = now;
    }

    /** What arrived last, or arrives next, begins a request. */
    void newHead() {
        headBegan = lastRead;
    }

    /**
     * What is left of the time; not positive when it is over. Clients that are being answered have
     * all the time they want.
     *
     * @param silent nothing of a next request has arrived
     */
    long left(Phase phase, boolean silent, long now) {
        return switch (phase) {
            case HEAD -> silent ? idleLeft(now) : headBegan + slow - now;
            case BODY, LINGERING -> lastRead + slow - now;
            case ANSWERING, STREAMING -> slow;
        };
    }

    private long idleLeft(long now) {
        return idle == 0 ? Long.MAX_VALUE : lastRead + idle - now;
    }

    /** When to look again: clients can become slow between two looks. */
    long nextLook(long left) {
        return Math.min(left, slow);
    }
}
