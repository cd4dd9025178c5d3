package io.proconsul.runtime.random;

import java.security.SecureRandom;
import java.util.concurrent.ThreadLocalRandom;

/** Identifiers come from the operating system's generator, mere jitter from a cheap one. */
final class SystemChance implements Chance {
    static final SystemChance INSTANCE = new SystemChance();

    private final SecureRandom secure = new SecureRandom();

    private SystemChance() {}

    @Override
    public int nextInt(int bound) {
        return ThreadLocalRandom.current().nextInt(bound);
    }

    @Override
    public long nextLong() {
        return ThreadLocalRandom.current().nextLong();
    }

    @Override
    public double nextDouble() {
        return ThreadLocalRandom.current().nextDouble();
    }

    @Override
    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        secure.nextBytes(bytes);
        return bytes;
    }
}
