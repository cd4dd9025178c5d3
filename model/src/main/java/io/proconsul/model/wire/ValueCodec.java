package io.proconsul.model.wire;

import java.util.List;

/** Writes and reads one kind of value as msgpack. Any thread. */
public interface ValueCodec<T> {
    /** The value in msgpack. */
    default byte[] encode(T value) {
        return encodeBehind(NOTHING, value);
    }

    /** The value in msgpack behind bytes that are msgpack already, all in one array. */
    byte[] encodeBehind(byte[] head, T value);

    /**
     * The value that these bytes hold, all of them.
     *
     * @throws WireException when they are cut, are not such a value or go on behind it
     */
    T decode(byte[] bytes, int from, int length) throws WireException;

    /** Puts nothing in front. */
    byte[] NOTHING = {};

    /** A bare text. */
    static ValueCodec<String> text() {
        return ShapeCodec.TEXT;
    }

    /** A bare truth value. */
    static ValueCodec<Boolean> bool() {
        return ShapeCodec.BOOL;
    }

    /** A bare list of texts. */
    static ValueCodec<List<String>> texts() {
        return ShapeCodec.TEXTS;
    }

    /** A bare list of records. Costly: keep it. */
    static <E> ValueCodec<List<E>> list(Class<E> element) {
        return ShapeCodec.list(element);
    }
}
