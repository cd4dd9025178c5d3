package io.proconsul.agent.check.output;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The last bytes of something longer, and how long it was. Not for several threads at once. */
public final class Tail {
    private static final int FIRST = 4096;

    private final int size;

    /** Grows up to the size, and only then begins to overwrite. */
    private byte[] ring;

    private long total;

    /**
     * @param size how many bytes are kept
     */
    public Tail(int size) {
        this.size = size;
        ring = new byte[Math.min(size, FIRST)];
    }

    public void add(byte[] bytes, int count) {
        if (ring.length < size && total + count > ring.length) {
            long wanted = Math.max(2L * ring.length, total + count);
            ring = Arrays.copyOf(ring, (int) Math.min(size, wanted));
        }
        for (int i = Math.max(0, count - ring.length); i < count; i++) {
            ring[(int) ((total + i) % ring.length)] = bytes[i];
        }
        total += count;
    }

    /** How many bytes there were. */
    public long total() {
        return total;
    }

    /** How many are kept. */
    public int kept() {
        return (int) Math.min(total, ring.length);
    }

    /** The bytes that are kept, as text; what is no UTF-8 becomes U+FFFD. */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** The bytes that are kept. */
    public byte[] bytes() {
        byte[] last = new byte[kept()];
        for (int i = 0; i < last.length; i++) {
            last[i] = ring[(int) ((total - last.length + i) % ring.length)];
        }
        return last;
    }
}
