package io.proconsul.runtime.random;

import java.time.Duration;
import java.util.UUID;

/** Chance. Any thread may ask; seeded ones repeat their answers in the order they are asked. */
public interface Chance {
    /** A number from 0 to {@code bound} - 1; the bound is positive. */
    int nextInt(int bound);

    long nextLong();

    /** A number from 0 (inclusive) to 1 (exclusive). */
    double nextDouble();

    /** {@code count} random bytes, fit for keys and identifiers when this is {@link #secure()}. */
    byte[] bytes(int count);

    /** A random (version 4) UUID. */
    default UUID uuid() {
        byte[] b = bytes(16);
        long high = 0;
        long low = 0;
        for (int i = 0; i < 8; i++) {
            high = high << 8 | b[i] & 0xff;
            low = low << 8 | b[i + 8] & 0xff;
        }
        return new UUID(
                high & ~0xf000L | 0x4000L, low & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L);
    }

    /** A duration from zero to {@code limit}, for jitter; zero when the limit is not positive. */
    default Duration upTo(Duration limit) {
        return limit.isPositive()
                ? Duration.ofNanos((long) (nextDouble() * limit.toNanos()))
                : Duration.ZERO;
    }

    /** The operating system's chance. */
    static Chance secure() {
        return SystemChance.INSTANCE;
    }

    /** Chance that repeats itself; for tests and the simulator. Not for several threads at once. */
    static Chance seeded(long seed) {
        return new SeededChance(seed);
    }
}
