package io.proconsul.gossip.wire;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The field names of a record in the order the original declares them: a peer may send a record as
 * an array in that order.
 */
final class Fields {
    private final String[] names;
    private final byte[][] encoded;

    private Fields(String[] names) {
        this.names = names;
        encoded = new byte[names.length][];
        Arrays.setAll(encoded, i -> names[i].getBytes(StandardCharsets.US_ASCII));
    }

    static Fields of(String... names) {
        return new Fields(names);
    }

    /** The field at a place of the array form; absent behind the last. */
    @Nullable String at(int place) {
        return place < names.length ? names[place] : null;
    }

    /** The field with exactly this name, or absent. */
    @Nullable String named(byte[] bytes, int from, int to) {
        for (int i = 0; i < encoded.length; i++) {
            if (Arrays.equals(encoded[i], 0, encoded[i].length, bytes, from, to)) {
                return names[i];
            }
        }
        return null;
    }
}
