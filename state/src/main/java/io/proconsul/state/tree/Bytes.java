package io.proconsul.state.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Pieces of keys. */
final class Bytes {
    private static final byte[] NONE = {};
    private static final byte[][] SINGLES = singles();

    private Bytes() {}

    /** The form in which a text is a key. */
    static byte[] of(String text) {
        return text.getBytes(UTF_8);
    }

    /**
     * A part of a key. Pieces of one byte, which most leaves under a crowded branch have, are
     * shared.
     */
    static byte[] slice(byte[] from, int start, int end) {
        return switch (end - start) {
            case 0 -> NONE;
            case 1 -> SINGLES[from[start] & 0xff];
            default -> Arrays.copyOfRange(from, start, end);
        };
    }

    /** How many bytes of {@code path} the key has from position {@code at} on. */
    static int common(byte[] path, byte[] key, int at) {
        int limit = Math.min(path.length, key.length - at);
        int mismatch = Arrays.mismatch(path, 0, limit, key, at, at + limit);
        return mismatch < 0 ? limit : mismatch;
    }

    static byte[] join(byte[] head, byte[] tail) {
        byte[] both = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, both, head.length, tail.length);
        return both;
    }

    private static byte[][] singles() {
        byte[][] all = new byte[256][];
        for (int b = 0; b < 256; b++) {
            all[b] = new byte[] {(byte) b};
        }
        return all;
    }
}
