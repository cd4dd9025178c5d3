package io.proconsul.model.wire;

import io.proconsul.json.JsonException;
import io.proconsul.json.JsonWriter;

import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessagePacker;

import java.io.IOException;

/** How values of one Java type are written and read in both forms. Values are never null. */
interface Shape<V> {
    /** What a field of this type holds when the wire says nothing. */
    V zero();

    /** Whether Go would leave the value out as empty. */
    boolean isEmpty(V value);

    /** The type's name in Go's errors. */
    String goType();

    void pack(V value, MessagePacker out) throws IOException;

    V unpack(MsgpackSource in) throws IOException;

    void print(V value, JsonWriter out);

    /** Reads a value that is not null. */
    V parse(JsonSource in) throws JsonException;

    default void packNullable(@Nullable V value, MessagePacker out) throws IOException {
        if (value == null) {
            out.packNil();
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
    default V unpackElement(MsgpackSource in) throws IOException {
        return in.takeNil() ? zero() : unpack(in);
    }

    /** As {@link #unpackElement}. */
    default V parseElement(JsonSource in) throws JsonException {
        return in.reader().takeNull() ? zero() : parse(in);
    }
}
