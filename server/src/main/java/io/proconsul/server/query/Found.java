package io.proconsul.server.query;

import io.proconsul.rpc.Body;

import org.jspecify.annotations.Nullable;

/**
 * An answer with what tells whether it still stands.
 *
 * @param epoch the state's; it changes when a snapshot replaces the state
 * @param index the answer's; it grows when the answer may have changed
 * @param bytes about what keeping it costs
 */
record Found<R>(long epoch, long index, Body<R> body, long bytes) {
    Found(long epoch, long index, R value, long bytes) {
        this(epoch, index, new Body<>(value), bytes);
    }

    boolean sameAs(@Nullable Found<R> other) {
        return other != null && other.epoch == epoch && other.index == index;
    }
}
