package io.proconsul.model.wire;

import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.TreeMap;

/** Looks at encoded bytes with a library instead of our own reader. */
final class Msgpack {
    private Msgpack() {}

    /** Operations that transactions of 1.8.7 could hold but that no client can send. */
    private static final String INTENTION = "Intention";

    /**
     * The bytes in hex with the keys of every map sorted, because maps that are no records have
     * their keys in any order, and without {@value #INTENTION}.
     */
    static String sorted(byte[] bytes) {
        try (MessageUnpacker in = MessagePack.newDefaultUnpacker(bytes)) {
            byte[] sorted = copy(in);
            return HexFormat.of().formatHex(sorted) + (in.hasNext() ? " and more" : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] copy(MessageUnpacker in) throws IOException {
        try (MessageBufferPacker out = MessagePack.newDefaultBufferPacker()) {
            switch (in.getNextFormat().getValueType()) {
                case MAP -> copyMap(in, out);
                case ARRAY -> {
                    int size = in.unpackArrayHeader();
                    out.packArrayHeader(size);
                    for (int i = 0; i < size; i++) {
                        out.writePayload(copy(in));
                    }
                }
                default -> copyScalar(in, out);
            }
            return out.toByteArray();
        }
    }

    private static void copyMap(MessageUnpacker in, MessagePacker out) throws IOException {
        int size = in.unpackMapHeader();
        var entries = new TreeMap<String, byte[]>();
        for (int i = 0; i < size; i++) {
            entries.put(in.unpackString(), copy(in));
        }
        entries.remove(INTENTION);
        out.packMapHeader(entries.size());
        for (var entry : entries.entrySet()) {
            out.packString(entry.getKey());
            out.writePayload(entry.getValue());
        }
    }

    /** Names the form as well, so that a wrong form of a number shows. */
    private static void copyScalar(MessageUnpacker in, MessagePacker out) throws IOException {
        var format = in.getNextFormat();
        out.packString(format.name());
        if (format.getValueType() == ValueType.STRING) {
            int length = in.unpackRawStringHeader();
            out.packRawStringHeader(length);
            out.writePayload(in.readPayload(length));
        } else {
            out.packValue(in.unpackValue());
        }
    }
}
