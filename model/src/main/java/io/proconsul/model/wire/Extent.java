package io.proconsul.model.wire;

/**
 * Finds where a msgpack value ends while its bytes are still coming in. It looks at every byte
 * once, however many pieces they come in, and never farther than the value reaches.
 */
public final class Extent {
    private final long limit;

    /** Values that must still end: the one, or those inside it. */
    private long pending = 1;

    /** Where the next of them begins; may lie behind what is there. */
    private long at;

    /**
     * @param from where the value begins
     * @param bytesMax more bytes than that a value may not have
     */
    public Extent(int from, int bytesMax) {
        this.at = from;
        this.limit = (long) from + bytesMax;
    }

    /**
     * Looks at what is there by now.
     *
     * @param bytes the array, in which what was there before stands where it stood
     * @param end behind what is there
     * @return behind the value, or -1 when some of it is missing
     * @throws WireException when this is not msgpack, or announces more than may be
     */
    public int find(byte[] bytes, int end) throws WireException {
        while (pending > 0 && at < end && step(bytes, end)) {}
        return pending == 0 && at <= end ? (int) at : -1;
    }

    /** Passes one scalar, or the head of one list or map; false when its head is cut. */
    private boolean step(byte[] bytes, int end) throws WireException {
        int form = bytes[(int) at] & 0xFF;
        int sizeBytes = sizeBytes(form);
        if (at + 1 + sizeBytes > end) {
            return false;
        }
        long size = 0;
        for (int i = 1; i <= sizeBytes; i++) {
            size = size << 8 | bytes[(int) at + i] & 0xFF;
        }
        at += 1 + sizeBytes + body(form, size);
        pending += inside(form, size) - 1;
        if (at + pending > limit) { // no value is shorter than a byte
            throw new WireException("a value of more bytes than are taken");
        }
        return true;
    }

    /** How many bytes behind the first say how much follows. */
    private static int sizeBytes(int form) {
        return switch (form) {
            case 0xC4, 0xC7, 0xD9 -> 1;
            case 0xC5, 0xC8, 0xDA, 0xDC, 0xDE -> 2;
            case 0xC6, 0xC9, 0xDB, 0xDD, 0xDF -> 4;
            default -> 0;
        };
    }

    /** How many bytes follow that are no values of their own. */
    private static long body(int form, long size) throws WireException {
        if (form < 0xA0 || form >= 0xE0) {
            return 0;
        }
        if (form < 0xC0) {
            return form & 0x1F;
        }
        return switch (form) {
            case 0xC0, 0xC2, 0xC3, 0xDC, 0xDD, 0xDE, 0xDF -> 0;
            case 0xC4, 0xC5, 0xC6, 0xD9, 0xDA, 0xDB -> size;
            case 0xC7, 0xC8, 0xC9 -> size + 1;
            case 0xCA, 0xCE, 0xD2 -> 4;
            case 0xCB, 0xCF, 0xD3 -> 8;
            case 0xCC, 0xD0 -> 1;
            case 0xCD, 0xD1 -> 2;
            case 0xD4, 0xD5, 0xD6, 0xD7, 0xD8 -> 1 + (1L << form - 0xD4);
            default -> throw new WireException("byte c1 begins no value");
        };
    }

    private static long inside(int form, long size) {
        if (form < 0x80 || form >= 0xE0) {
            return 0;
        }
        if (form < 0xA0) {
            return form < 0x90 ? 2L * (form & 0x0F) : form & 0x0F;
        }
        return switch (form) {
            case 0xDC, 0xDD -> size;
            case 0xDE, 0xDF -> 2 * size;
            default -> 0;
        };
    }
}
