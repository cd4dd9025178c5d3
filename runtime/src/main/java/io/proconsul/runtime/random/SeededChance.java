package io.proconsul.runtime.random;

import java.util.SplittableRandom;

/** Repeats the same numbers for the same seed. */
final class SeededChance implements Chance {
    private final SplittableRandom random;

    SeededChance(long seed) {
        random = new SplittableRandom(seed);
    }

    @Override
    public int nextInt(int bound) {
        return random.nextInt(bound);
    }

    @Override
    public long nextLong() {
        return random.nextLong();
    }

    @Override
    public double nextDouble() {
        return random.nextDouble();
    }

    @Override
    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
