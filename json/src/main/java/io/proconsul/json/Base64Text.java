package io.proconsul.json;

import java.nio.charset.StandardCharsets;

/** Writes base64 straight into a larger array, which {@link java.util.Base64} cannot. */
final class Base64Text {
    private static final byte[] LETTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
                    .getBytes(StandardCharsets.ISO_8859_1);

    private Base64Text() {}

    /** Returns the offset behind the text. */
    static int encode(byte[] bytes, byte[] out, int from) {
        int to = from;
        int whole = bytes.length / 3 * 3;
        for (int i = 0; i < whole; i += 3) {
            int bits = bytes[i] << 16 & 0xFF0000 | bytes[i + 1] << 8 & 0xFF00 | bytes[i + 2] & 0xFF;
            out[to++] = LETTERS[bits >> 18];
            out[to++] = LETTERS[bits >> 12 & 63];
            out[to++] = LETTERS[bits >> 6 & 63];
            out[to++] = LETTERS[bits & 63];
        }
        return rest(bytes, whole, out, to);
    }

    /** One or two bytes that are left make four letters with padding. */
    private static int rest(byte[] bytes, int from, byte[] out, int at) {
        int left = bytes.length - from;
        if (left == 0) {
            return at;
        }
        int second = left == 2 ? bytes[from + 1] & 0xFF : 0;
        int bits = (bytes[from] & 0xFF) << 8 | second;
        out[at] = LETTERS[bits >> 10];
        out[at + 1] = LETTERS[bits >> 4 & 63];
        out[at + 2] = left == 2 ? LETTERS[bits << 2 & 63] : (byte) '=';
        out[at + 3] = '=';
        return at + 4;
    }
}
