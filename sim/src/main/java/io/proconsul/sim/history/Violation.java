package io.proconsul.sim.history;

/** A promise that was not kept on one key, with the operations that show it. */
public record Violation(Promise promise, String key, String evidence) {
    /** What clients rely on. */
    public enum Promise {
        /** Acknowledged writes stay, swaps apply once, consistent reads see the newest. */
        LINEARIZABLE_WHEN_CONSISTENT,
        /** Reads in default mode see the newest too. */
        LINEARIZABLE_BY_DEFAULT,
        /** No write is applied twice. */
        APPLIED_ONCE,
        /** No lock has two holders. */
        ONE_HOLDER
    }

    @Override
    public String toString() {
        return promise + " broken on " + key + ": " + evidence;
    }
}
