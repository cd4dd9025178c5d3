package io.proconsul.state.watch;

/** A subscription that goes on until it is cancelled. */
public interface Watch extends AutoCloseable {
    /** Ends it in constant time; a call that is already under way may still arrive. Idempotent. */
    void cancel();

    @Override
    default void close() {
        cancel();
    }
}
