package io.proconsul.gossip.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Stream messages, one per direction of a connection: encryption frame, compression, message (wire
 * reference, section 3). What is sent is always compressed when compression is on, as the original
 * does. Any thread.
 */
public final class Streams {
    private static final int FRAME_HEAD = 5;

    private final Encryption encryption;
    private final boolean compression;

    public Streams(Encryption encryption, boolean compression) {
        this.encryption = encryption;
        this.compression = compression;
    }

    public byte[] pack(Message message) {
        byte[] plain = MessageWriter.bytes(framed(message));
        byte[] packed = compression ? Compression.pack(plain) : plain;
        return encryption.seals() ? sealed(packed) : packed;
    }

    /** User messages tell their length in streams, because a stream has no end of its own. */
    private static Message framed(Message message) {
        return message instanceof Message.User(byte[] payload)
                ? new Message.User(
                        new PackWriter(payload.length + 20)
                                .map(1)
                                .key("UserMsgLen")
                                .unsigned(payload.length)
                                .plain(payload)
                                .toBytes())
                : message;
    }

    private byte[] sealed(byte[] plain) {
        byte[] head =
                ByteBuffer.allocate(FRAME_HEAD)
                        .put((byte) MessageType.ENCRYPT)
                        .putInt(plain.length + Envelope.OVERHEAD)
                        .array();
        byte[] envelope = encryption.seal(plain, head);
        byte[] frame = Arrays.copyOf(head, FRAME_HEAD + envelope.length);
        System.arraycopy(envelope, 0, frame, FRAME_HEAD, envelope.length);
        return frame;
    }

    /**
     * The message that the bytes so far make up. Fails with {@link WireException#isCutShort} while
     * more may complete it, and for good when they never will; cheap to ask again where the stream
     * is encrypted or compressed.
     */
    public Message unpack(byte[] bytes, int length) throws WireException {
        if (length == 0) {
            throw WireException.cutShort("a stream");
        }
        if (length > WireLimits.STREAM_FRAME_BYTES + FRAME_HEAD) {
            throw new WireException("a stream of more than " + WireLimits.STREAM_FRAME_BYTES);
        }
        if (bytes[0] == MessageType.ENCRYPT) {
            byte[] plain = open(bytes, length);
            return whole(() -> inner(plain, plain.length));
        }
        if (encryption.isOn() && encryption.verifyIncoming()) {
            throw new WireException("Encryption is configured but remote state is not encrypted");
        }
        return inner(bytes, length);
    }

    private byte[] open(byte[] bytes, int length) throws WireException {
        if (!encryption.isOn()) {
            throw new WireException("Remote state is encrypted and encryption is not configured");
        }
        if (length < FRAME_HEAD) {
            throw WireException.cutShort("an encrypted frame");
        }
        long told = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt() & 0xffff_ffffL;
        if (told > WireLimits.STREAM_FRAME_BYTES) {
            throw new WireException("Remote node state is larger than limit (" + told + ")");
        }
        if (length - FRAME_HEAD < told) {
            throw WireException.cutShort("an encrypted frame");
        }
        return Envelope.open(
                encryption.keyring(),
                Arrays.copyOfRange(bytes, FRAME_HEAD, FRAME_HEAD + (int) told),
                Arrays.copyOf(bytes, FRAME_HEAD));
    }

    private static Message inner(byte[] bytes, int length) throws WireException {
        if (length == 0 || bytes[0] != MessageType.COMPRESS) {
            return MessageReader.ofStream(bytes, 0, length);
        }
        byte[] plain =
                Compression.unpack(new PackReader(bytes, 1, length), WireLimits.STREAM_PLAIN_BYTES);
        return whole(() -> MessageReader.ofStream(plain, 0, plain.length));
    }

    private interface Reading {
        Message read() throws WireException;
    }

    /** Inside a frame that has its end, nothing more can come. */
    private static Message whole(Reading reading) throws WireException {
        try {
            return reading.read();
        } catch (WireException e) {
            throw e.isCutShort() ? new WireException(e.getMessage()) : e;
        }
    }
}
