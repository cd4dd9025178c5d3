package io.proconsul.server.query;

import io.proconsul.rpc.RpcException;
import io.proconsul.state.BadLookupException;
import io.proconsul.state.Read;
import io.proconsul.state.Reading;
import io.proconsul.state.Root;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * What a call wants to know: what to read, and what of it the caller gets to see. A value made per
 * call by an endpoint, after the caller was found to be allowed to ask.
 *
 * @param read what is read from the state
 * @param show makes the reply of what was read: cuts away what filters and permissions hide
 * @param size about how many bytes a reply costs while it is kept
 * @param kept whether replies are worth keeping for the next caller when nobody waits for a change
 */
public record Question<T extends @Nullable Object, R>(
        Read<T> read, Function<T, R> show, ToLongFunction<T> size, boolean kept) {

    /** What a row of a list is taken to cost, with its JSON and the zipped form of that. */
    static final long ROW_BYTES = 1024;

    /** A question whose answer takes work: lists, and whatever is written out at length. */
    public static <T extends @Nullable Object, R> Question<T, R> of(
            Read<T> read, Function<T, R> show) {
        return new Question<>(read, show, Question::rows, true);
    }

    /** The same where rows differ much in size. */
    public static <T extends @Nullable Object, R> Question<T, R> of(
            Read<T> read, Function<T, R> show, ToLongFunction<T> size) {
        return new Question<>(read, show, size, true);
    }

    /** A question answered as fast as a kept answer is found: each caller answers it anew. */
    public static <T extends @Nullable Object, R> Question<T, R> cheap(
            Read<T> read, Function<T, R> show) {
        return new Question<>(read, show, Question::rows, false);
    }

    private static long rows(@Nullable Object found) {
        return switch (found) {
            case Collection<?> list -> ROW_BYTES * (1 + list.size());
            case Map<?, ?> map -> ROW_BYTES * (1 + map.size());
            case null, default -> ROW_BYTES;
        };
    }

    /**
     * The answer on that root.
     *
     * @throws RpcException when the question cannot be asked like this
     */
    Found<R> on(Root root) {
        try {
            Reading<T> reading = read.on(root);
            T value = reading.value();
            return new Found<>(
                    root.epoch(), reading.index(), show.apply(value), size.applyAsLong(value));
        } catch (BadLookupException unaskable) {
            throw new RpcException(String.valueOf(unaskable.getMessage()));
        }
    }

    /**
     * Whether an answer found earlier is still the answer. Index 0 is no version: the state gives
     * it where it does not follow changes.
     */
    boolean stillHolds(Found<R> found, Root root) {
        return found.index() != 0
                && found.epoch() == root.epoch()
                && found.index() == read.index(root);
    }
}
