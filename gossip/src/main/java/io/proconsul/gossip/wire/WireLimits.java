package io.proconsul.gossip.wire;

/** What a stranger's bytes may cost us. */
public final class WireLimits {
    /** Most bytes one datagram may unfold to, over all its layers. */
    public static final int PACKET_PLAIN_BYTES = 1 << 20;

    /** Most bytes of one encrypted or compressed frame of a stream. */
    public static final int STREAM_FRAME_BYTES = 20 << 20;

    /** Most bytes one stream message may unfold to. */
    public static final int STREAM_PLAIN_BYTES = 64 << 20;

    /** Most members one push/pull may name; the address table of a pool ends there too. */
    public static final int MEMBERS = 65_000;

    /** Most messages of all layers of one datagram. */
    static final int PACKET_PARTS = 4096;

    /** Most layers of compound and compression inside each other. */
    static final int PACKET_DEPTH = 8;

    /** Most nested lists and maps that are skipped. */
    static final int SKIP_DEPTH = 64;

    private WireLimits() {}
}
