package io.proconsul.http.route;

import java.net.InetAddress;
import java.util.Locale;

/**
 * A range of network addresses, as {@code 10.0.0.0/8}.
 *
 * @param address any address of the range
 * @param bits how many leading bits all its addresses share
 */
public record Subnet(InetAddress address, int bits) {
    /**
     * Reads a range.
     *
     * @throws IllegalArgumentException when it is not one
     */
    public static Subnet parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("not a network, no / in it: " + text);
        }
        InetAddress address = InetAddress.ofLiteral(text.substring(0, slash));
        int bits = Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > address.getAddress().length * 8) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "not a network, wrong prefix length: %s", text));
        }
        return new Subnet(address, bits);
    }

    /** Whether the address belongs to the range. */
    public boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit & 7);
            if ((mine[bit >> 3] & mask) != (theirs[bit >> 3] & mask)) {
                return false;
            }
        }
        return true;
    }
}
