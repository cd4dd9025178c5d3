package io.proconsul.gossip.wire;

import io.proconsul.runtime.random.Chance;

import java.util.Arrays;
import java.util.List;

/** Spoils good bytes in the ways that find bugs: flips, cuts, repeats, splices, odd lengths. */
public final class Mutations {
    private static final int[] ODD = {0x00, 0x7f, 0x80, 0xff, 0xdb, 0xdd, 0xdf, 0xc6, 0xc9, 0xcf};

    private final Chance chance;
    private final List<byte[]> corpus;

    public Mutations(Chance chance, List<byte[]> corpus) {
        this.chance = chance;
        this.corpus = corpus;
    }

    public byte[] next() {
        byte[] bytes = pick().clone();
        for (int rounds = 1 + chance.nextInt(4); rounds > 0; rounds--) {
            bytes = mutated(bytes);
        }
        return bytes;
    }

    private byte[] pick() {
        return corpus.get(chance.nextInt(corpus.size()));
    }

    private byte[] mutated(byte[] bytes) {
        if (bytes.length == 0) {
            return chance.bytes(8);
        }
        int at = chance.nextInt(bytes.length);
        switch (chance.nextInt(6)) {
            case 0 -> bytes[at] ^= (byte) (1 << chance.nextInt(8));
            case 1 -> bytes[at] = (byte) ODD[chance.nextInt(ODD.length)];
            case 2 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 3 -> {
                return joined(Arrays.copyOf(bytes, at), tail(pick()));
            }
            case 4 -> {
                return joined(bytes, Arrays.copyOfRange(bytes, at, bytes.length));
            }
            default -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0xff);
        }
        return bytes;
    }

    private byte[] tail(byte[] bytes) {
        return Arrays.copyOfRange(bytes, chance.nextInt(bytes.length + 1), bytes.length);
    }

    private static byte[] joined(byte[] a, byte[] b) {
        int length = Math.min(a.length + b.length, 65_535);
        byte[] both = Arrays.copyOf(a, length);
        System.arraycopy(b, 0, both, a.length, length - a.length);
        return both;
    }
}
