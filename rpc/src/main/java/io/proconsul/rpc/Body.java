package io.proconsul.rpc;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A reply that many requests may share, together with the encodings made of it so far: ten thousand
 * watchers of one service cost one evaluation and one JSON text. Any thread.
 */
public final class Body<R> {
    /** More ways of writing one body than there are; a bound, not a cache size. */
    static final int MAX_ENCODINGS = 16;

    private final R value;
    private volatile @Nullable ConcurrentHashMap<Object, Object> encodings;

    public Body(R value) {
        this.value = value;
    }

    public R value() {
        return value;
    }

    /**
     * What {@code encoder} makes of the value, made once for each key. The key stands for the way
     * of writing (JSON, JSON indented, gzip of it, ...) and must be one of a few constants.
     */
    public <E> E encoded(Encoding<R, E> encoding) {
        var made = encodings;
        if (made == null) {
            made = firstEncoding();
        }
        @SuppressWarnings("unchecked") // each encoding puts only what it makes
        E known = (E) made.get(encoding);
        return known != null ? known : encode(made, encoding);
    }

    private synchronized ConcurrentHashMap<Object, Object> firstEncoding() {
        var made = encodings;
        if (made == null) {
            made = new ConcurrentHashMap<>(4);
            encodings = made;
        }
        return made;
    }

    private <E> E encode(ConcurrentHashMap<Object, Object> made, Encoding<R, E> encoding) {
        if (made.size() >= MAX_ENCODINGS) {
            return encoding.encoder().apply(value);
        }
        @SuppressWarnings("unchecked") // as above
        E fresh = (E) made.computeIfAbsent(encoding, key -> encoding.encoder().apply(value));
        return fresh;
    }

    /** A way of writing a body; compare by identity, keep in a constant. */
    public static final class Encoding<R, E> {
        private final Function<? super R, ? extends E> encoder;

        public Encoding(Function<? super R, ? extends E> encoder) {
            this.encoder = encoder;
        }

        Function<? super R, ? extends E> encoder() {
            return encoder;
        }
    }
}
