package io.proconsul.agent.check.output;

import java.nio.charset.StandardCharsets;

/** The last bytes of something longer, and how long it was. Not for several threads at once. */
public final class Tail {
    private final byte[] ring;
    private long total;

    /**
     * @param size how many bytes are kept
     */
    public Tail(int size) {
        ring = new byte[size];
    }

    public void add(byte[] bytes, int count) {
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
        byte[] last = new byte[kept()];
        for (int i = 0; i < last.length; i++) {
            last[i] = ring[(int) ((total - last.length + i) % ring.length)];
        }
        return new String(last, StandardCharsets.UTF_8);
    }
}
