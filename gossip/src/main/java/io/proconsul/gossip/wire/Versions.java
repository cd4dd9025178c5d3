package io.proconsul.gossip.wire;

/**
 * Which protocols a member speaks: lowest, highest and current, of memberlist and of its delegate
 * (Serf). All are 0 to 255; 0 means it was not told.
 */
public record Versions(
        int least, int most, int current, int serfLeast, int serfMost, int serfCurrent) {
    /** What memberlist 0.2.2 with the Serf of Consul 1.8.7 tells. */
    public static final Versions CONSUL = new Versions(1, 5, 2, 2, 5, 4);

    /** What the {@code serf} program tells. */
    public static final Versions SERF = new Versions(1, 5, 2, 2, 5, 5);

    /** What is known of a member that sent none. */
    public static final Versions UNKNOWN = new Versions(0, 0, 0, 0, 0, 0);

    private static final int COUNT = 6;

    /** The six bytes of the wire; none when unknown. */
    byte[] toBytes() {
        return equals(UNKNOWN)
                ? new byte[0]
                : new byte[] {
                    (byte) least,
                    (byte) most,
                    (byte) current,
                    (byte) serfLeast,
                    (byte) serfMost,
                    (byte) serfCurrent
                };
    }

    /** What a peer sent: six bytes, or the first three, or nothing that helps. */
    static Versions of(byte[] bytes) {
        if (bytes.length < COUNT / 2) {
            return UNKNOWN;
        }
        boolean all = bytes.length >= COUNT;
        Versions told =
                new Versions(
                        bytes[0] & 0xff,
                        bytes[1] & 0xff,
                        bytes[2] & 0xff,
                        all ? bytes[3] & 0xff : 0,
                        all ? bytes[4] & 0xff : 0,
                        all ? bytes[5] & 0xff : 0);
        return told.equals(CONSUL) ? CONSUL : told.equals(SERF) ? SERF : told;
    }
}
