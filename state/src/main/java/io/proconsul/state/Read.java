package io.proconsul.state;

import io.proconsul.state.watch.Topic;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * One question to the state, a value: equal reads have equal answers on the same root, so that it
 * serves as the key of shared evaluations. Made by {@link Reads}; any thread.
 *
 * <p>A result computed on one root still stands on a later one while {@link #index} and {@link
 * Root#epoch} are the same.
 */
public interface Read<T extends @Nullable Object> {
    /**
     * What to subscribe to in order to see every change of the result; nothing for questions that
     * are answered once.
     */
    Set<Topic> topics();

    /**
     * The index of the result without the result, in the time of a few look-ups. 0 where there is
     * none: the result then tells nothing about later ones, and callers on the wire raise it to 1.
     */
    long index(Root root);

    /** The result with its index. Lists and maps are unmodifiable. */
    Reading<T> on(Root root);
}
