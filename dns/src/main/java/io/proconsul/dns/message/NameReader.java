package io.proconsul.dns.message;

import org.jspecify.annotations.Nullable;

/**
 * Reads names from a packet, following pointers; memory and time are bounded whatever the bytes
 * are.
 */
final class NameReader {
    /** Bytes before the first section. */
    static final int HEADER = 12;

    private static final int MAX_NAME = 255;
    private static final int MAX_LABEL = 63;

    /** More jumps than a name has labels is a loop. */
    private static final int MAX_JUMPS = 128;

    private final byte[] packet;
    private int at;

    NameReader(byte[] packet, int at) {
        this.packet = packet;
        this.at = at;
    }

    int position() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    /**
     * The name at the position, which moves behind it; null when there is none that can be read.
     */
    @Nullable String read() {
        StringBuilder name = new StringBuilder(64);
        int position = at;
        int end = -1;
        for (int jumps = 0; jumps <= MAX_JUMPS && name.length() <= 4 * MAX_NAME; ) {
            int length = position < packet.length ? packet[position] & 0xff : -1;
            if (length == 0) {
                at = end < 0 ? position + 1 : end;
                return name.isEmpty() ? "." : name.toString();
            }
            if (length >= 0xc0 && position + 1 < packet.length) {
                end = end < 0 ? position + 2 : end;
                jumps++;
                position = (length & 0x3f) << 8 | packet[position + 1] & 0xff;
            } else if (length > 0 && length <= MAX_LABEL && position + length < packet.length) {
                appendLabel(name, position + 1, length);
                position += 1 + length;
            } else {
                return null;
            }
        }
        return null;
    }

    private void appendLabel(StringBuilder name, int from, int length) {
        for (int i = from; i < from + length; i++) {
            char c = (char) (packet[i] & 0xff);
            if (c == '.' || c == '\\') {
                name.append('\\');
            }
            name.append(c);
        }
        name.append('.');
    }
}
