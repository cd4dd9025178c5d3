package io.proconsul.model.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads base64 with the leniency and the errors of Go. */
final class Base64Text {
    private static final byte[] VALUES = values();
    private static final byte FOREIGN = -1;

    private final byte[] text;
    private final byte[] out;
    private int at;
    private int written;

    private Base64Text(byte[] text) {
        this.text = text;
        this.out = new byte[text.length / 4 * 3 + 3];
    }

    /**
     * @throws IllegalArgumentException {@code illegal base64 data at input byte N}
     */
    static byte[] decode(String text) {
        var decoder = new Base64Text(text.getBytes(StandardCharsets.UTF_8));
        while (decoder.group()) {
            // until the padding or the end
        }
        return Arrays.copyOf(decoder.out, decoder.written);
    }

    /** Reads four letters; answers false when there is nothing behind them. */
    private boolean group() {
        int bits = 0;
        for (int letters = 0; letters < 4; letters++) {
            skipLineEnds();
            if (at == text.length) {
                if (letters > 0) {
                    throw illegal(at - letters);
                }
                return false;
            }
            byte value = text[at] < 0 ? FOREIGN : VALUES[text[at]];
            if (value == FOREIGN) {
                padding(letters);
                write(bits << 6 * (4 - letters), letters - 1);
                return false;
            }
            at++;
            bits = bits << 6 | value;
        }
        write(bits, 3);
        return true;
    }

    /** What follows the letters of the last group must be padding up to four, and then nothing. */
    private void padding(int letters) {
        if (text[at] != '=' || letters < 2) {
            throw illegal(at);
        }
        at++;
        skipLineEnds();
        if (letters == 2) {
            if (at == text.length) {
                throw illegal(at);
            }
            if (text[at] != '=') {
                throw illegal(at - 1);
            }
            at++;
            skipLineEnds();
        }
        if (at < text.length) {
            throw illegal(at);
        }
    }

    private void skipLineEnds() {
        while (at < text.length && (text[at] == '\n' || text[at] == '\r')) {
            at++;
        }
    }

    private void write(int bits, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out[written++] = (byte) (bits >> 16 - 8 * i);
        }
    }

    private static IllegalArgumentException illegal(int at) {
        return new IllegalArgumentException("illegal base64 data at input byte " + at);
    }

    private static byte[] values() {
        byte[] values = new byte[0x80];
        Arrays.fill(values, FOREIGN);
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < letters.length(); i++) {
            values[letters.charAt(i)] = (byte) i;
        }
        return values;
    }
}
