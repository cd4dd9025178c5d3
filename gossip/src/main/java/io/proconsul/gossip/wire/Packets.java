package io.proconsul.gossip.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Datagrams. A sender joins messages, compresses, adds the checksum, encrypts, in this order; a
 * reader takes compound and compression nested in any way (wire reference, section 2.1). Any
 * thread.
 */
public final class Packets {
    /** What one message more costs inside a compound. */
    public static final int PART_OVERHEAD = 2;

    /** What a compound costs before its parts. */
    public static final int COMPOUND_OVERHEAD = 2;

    /** Most parts of one compound: the count is one byte. */
    static final int MOST_PARTS = 255;

    private static final int CHECKSUM_BYTES = 5;
    private static final byte[] NOTHING = {};

    private final Encryption encryption;
    private final boolean compression;

    public Packets(Encryption encryption, boolean compression) {
        this.encryption = encryption;
        this.compression = compression;
    }

    /**
     * What one datagram brought.
     *
     * @param problems what could not be read; the messages beside it count nevertheless
     */
    public record Contents(List<Message> messages, List<String> problems) {}

    /** The whole datagram that carries these messages. */
    public byte[] pack(List<Part> parts, boolean checksum) {
        byte[] plain = parts.size() == 1 ? parts.getFirst().bytes() : compound(parts);
        if (compression) {
            plain = Compression.shorter(plain);
        }
        if (checksum) {
            plain = withChecksum(plain);
        }
        return encryption.seals() ? encryption.seal(plain, NOTHING) : plain;
    }

    private static byte[] compound(List<Part> parts) {
        if (parts.size() > MOST_PARTS) {
            throw new IllegalArgumentException(parts.size() + " messages in one packet");
        }
        PackWriter out =
                new PackWriter(2 + parts.stream().mapToInt(p -> p.size() + PART_OVERHEAD).sum());
        out.octet(MessageType.COMPOUND).octet(parts.size());
        parts.forEach(part -> out.octet(part.size() >> 8).octet(part.size()));
        parts.forEach(part -> out.plain(part.bytes()));
        return out.toBytes();
    }

    private static byte[] withChecksum(byte[] plain) {
        return ByteBuffer.allocate(plain.length + CHECKSUM_BYTES)
                .put((byte) MessageType.CHECKSUM)
                .putInt(checksum(plain, 0))
                .put(plain)
                .array();
    }

    private static int checksum(byte[] bytes, int from) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, bytes.length - from);
        return (int) crc.getValue();
    }

    /** The messages of a datagram. Fails when nothing of it can be believed. */
    public Contents unpack(byte[] datagram) throws WireException {
        byte[] plain = decrypt(datagram);
        int from = 0;
        if (plain.length >= CHECKSUM_BYTES && plain[0] == MessageType.CHECKSUM) {
            from = CHECKSUM_BYTES;
            int told = ByteBuffer.wrap(plain, 1, Integer.BYTES).getInt();
            if (told != checksum(plain, from)) {
                throw new WireException("the checksum of the packet is wrong");
            }
        }
        Unpacking unpacking = new Unpacking();
        unpacking.read(plain, from, plain.length, WireLimits.PACKET_DEPTH);
        return new Contents(unpacking.messages, unpacking.problems);
    }

    private byte[] decrypt(byte[] datagram) throws WireException {
        if (!encryption.isOn()) {
            return datagram;
        }
        try {
            return Envelope.open(encryption.keyring(), datagram, NOTHING);
        } catch (WireException e) {
            if (encryption.verifyIncoming()) {
                throw e;
            }
            return datagram;
        }
    }

    /**
     * Whether a datagram looks like one of an encrypted pool to a pool without a key: its first
     * byte is an encryption version, which in plain text would be a ping of either kind, and it is
     * none that anybody sends.
     */
    public static boolean looksEncrypted(byte[] datagram) {
        if (datagram.length < Envelope.OVERHEAD || datagram[0] > 1 || datagram[0] < 0) {
            return false;
        }
        try {
            return switch (MessageReader.ofPacket(datagram, 0, datagram.length)) {
                case Message.Ping ping -> ping.sequence() == 0;
                case Message.IndirectPing ping -> !ping.target().isUsable();
                default -> false;
            };
        } catch (WireException e) {
            return true;
        }
    }

    /** Unfolds layers within the limits of one packet. */
    private static final class Unpacking {
        final List<Message> messages = new ArrayList<>();
        final List<String> problems = new ArrayList<>();
        private int bytesLeft = WireLimits.PACKET_PLAIN_BYTES;
        private int partsLeft = WireLimits.PACKET_PARTS;

        void read(byte[] bytes, int from, int to, int depth) {
            try {
                spend(depth);
                int type = from == to ? -1 : bytes[from];
                switch (type) {
                    case MessageType.COMPOUND -> compound(bytes, from + 1, to, depth - 1);
                    case MessageType.COMPRESS -> compressed(bytes, from + 1, to, depth - 1);
                    default -> messages.add(MessageReader.ofPacket(bytes, from, to));
                }
            } catch (WireException e) {
                problems.add(e.getMessage());
            }
        }

        private void spend(int depth) throws WireException {
            if (depth == 0 || partsLeft == 0) {
                throw new WireException("a packet with too many layers or parts");
            }
            partsLeft--;
        }

        private void compound(byte[] bytes, int from, int to, int depth) throws WireException {
            if (from == to || to - from - 1 < 2 * (bytes[from] & 0xff)) {
                throw WireException.cutShort("a compound message");
            }
            int count = bytes[from] & 0xff;
            int lengths = from + 1;
            int at = lengths + 2 * count;
            for (int i = 0; i < count && partsLeft > 0; i++) {
                int length =
                        (bytes[lengths + 2 * i] & 0xff) << 8 | bytes[lengths + 2 * i + 1] & 0xff;
                if (length > to - at) {
                    problems.add("a compound message is cut short, " + (count - i) + " parts lost");
                    return;
                }
                read(bytes, at, at + length, depth);
                at += length;
            }
        }

        private void compressed(byte[] bytes, int from, int to, int depth) throws WireException {
            byte[] plain = Compression.unpack(new PackReader(bytes, from, to), bytesLeft);
            bytesLeft -= plain.length;
            read(plain, 0, plain.length, depth);
        }
    }
}
