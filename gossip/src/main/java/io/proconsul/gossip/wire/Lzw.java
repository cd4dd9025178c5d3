package io.proconsul.gossip.wire;

import java.util.Arrays;

/**
 * LZW with the least significant bit first, 8-bit literals and codes of 9 to 12 bits, in the
 * variant of Go's library (wire reference, section 2.5). GIF and TIFF differ in when the code width
 * grows; the JDK has none of them.
 *
 * <p>Both sides count codes in {@code high}: the entry that the next code will define. They must
 * grow the width at the same count, so the count is the protocol. The first code is a literal, as
 * Consul 1.8.7 sends it; newer programs put a clear code before it, which is read too.
 */
final class Lzw {
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int MAX_WIDTH = 12;
    private static final int MAX_CODE = (1 << MAX_WIDTH) - 1;
    private static final int NONE = 0xffff;

    private Lzw() {}

    static byte[] compress(byte[] plain) {
        return new Writer(plain.length).write(plain);
    }

    /** Fails when the output would be longer than {@code limit} bytes. */
    static byte[] decompress(byte[] packed, int limit) throws WireException {
        return new Reader(packed, limit).read();
    }

    private static final class Writer {
        private static final int FREE = 0;

        /** Open addressing; a slot holds prefix and literal (20 bits) above the code (12 bits). */
        private final int[] table;

        private final int mask;
        private byte[] out;
        private int size;
        private int bits;
        private int bitCount;
        private int width = 9;
        private int high = END;

        Writer(int plainBytes) {
            int entries = Math.clamp(plainBytes, 16, MAX_CODE);
            table = new int[Integer.highestOneBit(entries) * 4];
            mask = table.length - 1;
            out = new byte[plainBytes / 2 + 16];
        }

        byte[] write(byte[] plain) {
            if (plain.length > 0) {
                writeWords(plain);
            }
            emit(END);
            if (bitCount > 0) {
                octet(bits);
            }
            return Arrays.copyOf(out, size);
        }

        private void writeWords(byte[] plain) {
            int code = plain[0] & 0xff;
            for (int i = 1; i < plain.length; i++) {
                int literal = plain[i] & 0xff;
                int key = code << 8 | literal;
                int slot = find(key);
                if (table[slot] != FREE) {
                    code = table[slot] & MAX_CODE;
                    continue;
                }
                emit(code);
                code = literal;
                if (count()) {
                    table[slot] = key << MAX_WIDTH | high;
                }
            }
            emit(code);
            count();
        }

        private int find(int key) {
            int slot = (key >> 12 ^ key) & mask;
            while (table[slot] != FREE && table[slot] >>> MAX_WIDTH != key) {
                slot = slot + 1 & mask;
            }
            return slot;
        }

        /** Counts one code; false when the table was full and both sides start again. */
        private boolean count() {
            high++;
            if (high == 1 << width) {
                width++;
            }
            if (high < MAX_CODE) {
                return true;
            }
            emit(CLEAR);
            width = 9;
            high = END;
            Arrays.fill(table, FREE);
            return false;
        }

        private void emit(int code) {
            bits |= code << bitCount;
            bitCount += width;
            while (bitCount >= 8) {
                octet(bits);
                bits >>>= 8;
                bitCount -= 8;
            }
        }

        private void octet(int value) {
            if (size == out.length) {
                out = Arrays.copyOf(out, size * 2);
            }
            out[size++] = (byte) value;
        }
    }

    private static final class Reader {
        private final byte[] packed;
        private final int limit;
        private final byte[] suffix;
        private final char[] prefix;
        private final byte[] word;
        private byte[] out;
        private int size;
        private int at;
        private int bits;
        private int bitCount;
        private int width = 9;
        private int high = END;
        private int last = NONE;

        Reader(byte[] packed, int limit) {
            this.packed = packed;
            this.limit = limit;
            int codes = (int) Math.min(1 << MAX_WIDTH, END + 3 + packed.length * 8L / 9);
            suffix = new byte[codes];
            prefix = new char[codes];
            word = new byte[codes];
            out = new byte[(int) Math.min(limit, packed.length * 2L + 16)];
        }

        byte[] read() throws WireException {
            for (int code = next(); code != END; code = next()) {
                if (code == CLEAR) {
                    width = 9;
                    high = END;
                    last = NONE;
                } else {
                    expand(code);
                    count(code);
                }
            }
            return Arrays.copyOf(out, size);
        }

        private int next() throws WireException {
            while (bitCount < width) {
                if (at == packed.length) {
                    throw new WireException("compressed data has no end code");
                }
                bits |= (packed[at++] & 0xff) << bitCount;
                bitCount += 8;
            }
            int code = bits & (1 << width) - 1;
            bits >>>= width;
            bitCount -= width;
            return code;
        }

        private void expand(int code) throws WireException {
            if (code > high) {
                throw new WireException("compressed data uses code " + code + " too early");
            }
            int from = word.length;
            int link = code;
            if (code == high) {
                link = last;
                word[--from] = firstOf(last);
            }
            for (; link > END; link = prefix[link]) {
                word[--from] = suffix[link];
            }
            word[--from] = (byte) link;
            if (last != NONE) {
                suffix[high] = word[from];
                prefix[high] = (char) last;
            }
            append(from);
        }

        private byte firstOf(int code) {
            int link = code;
            while (link > END) {
                link = prefix[link];
            }
            return (byte) link;
        }

        private void append(int from) throws WireException {
            int length = word.length - from;
            if (length > limit - size) {
                throw new WireException("compressed data unfolds to more than " + limit + " bytes");
            }
            if (length > out.length - size) {
                out = Arrays.copyOf(out, Math.min(limit, Math.max(out.length * 2, size + length)));
            }
            System.arraycopy(word, from, out, size, length);
            size += length;
        }

        /** A full table stays as it is: without a previous word no code defines an entry. */
        private void count(int code) {
            last = code;
            high++;
            if (high < 1 << width) {
                return;
            }
            if (width < MAX_WIDTH) {
                width++;
            } else {
                last = NONE;
                high--;
            }
        }
    }
}
