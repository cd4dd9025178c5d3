package io.proconsul.model.wire;

import io.proconsul.json.JsonException;
import io.proconsul.json.JsonWriter;

import org.jspecify.annotations.Nullable;

/** How values of one Java type are written and read in both forms. Values are never null. */
interface Shape<V> {
    /** What a field of this type holds when the wire says nothing. */
    V zero();

    /** Whether Go would leave the value out as empty. */
    boolean isEmpty(V value);

    /** The type's name in Go's errors. */
    String goType();

    void pack(V value, MsgpackWriter out);

    V unpack(MsgpackReader in) throws WireException;

    void print(V value, JsonWriter out);

    /** Reads a value that is not null. */
    V parse(JsonSource in) throws JsonException;

    default void packNullable(@Nullable V value, MsgpackWriter out) {
        if (value == null) {
            out.nil();
        } else {
            pack(value, out);
        }
    }

    default void printNullable(@Nullable V value, JsonWriter out) {
        if (value == null) {
            out.nothing();
        } else {
            print(value, out);
        }
    }

    /** Reads an element of a list or map, where nil stands for zero. */
    default V unpackElement(MsgpackReader in) throws WireException {
        return in.takeNil() ? zero() : unpack(in);
    }

    /** As {@link #unpackElement}. */
    default V parseElement(JsonSource in) throws JsonException {
        return in.reader().takeNull() ? zero() : parse(in);
    }
}
