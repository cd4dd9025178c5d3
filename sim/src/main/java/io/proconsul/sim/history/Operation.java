package io.proconsul.sim.history;

/**
 * One operation of one client on one key.
 *
 * @param invoked nanoseconds, of any one clock, before the request was sent
 * @param returned nanoseconds after the answer had come; {@link #NEVER} when the outcome is unknown
 */
public record Operation(int client, String key, long invoked, long returned, Action action) {
    /** No answer came, or one that does not say whether it happened. */
    public static final long NEVER = Long.MAX_VALUE;

    public boolean isKnown() {
        return returned != NEVER;
    }

    Operation returning(long when, Action what) {
        return new Operation(client, key, invoked, when, what);
    }

    @Override
    public String toString() {
        return HistoryText.line(this);
    }
}
