package io.proconsul.model.wire;

import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

import java.io.InputStream;

/**
 * The msgpack library set up for the old flavour that the wire speaks: text and bytes alike are
 * "raw", never {@code d9} and never {@code c4} (wire reference of gossip, section 1). Reading takes
 * the newer forms too. For those who write or read msgpack that is no record.
 */
public final class Dialect {
    /** Most messages fit; larger ones get more buffers. */
    private static final int BUFFER_SIZE = 512;

    private static final MessagePack.PackerConfig PACKER =
            new MessagePack.PackerConfig().withStr8FormatSupport(false).withBufferSize(BUFFER_SIZE);

    private static final MessagePack.UnpackerConfig UNPACKER = new MessagePack.UnpackerConfig();

    private Dialect() {}

    /** A packer into memory. Bytes must be written with {@code packRawStringHeader}. */
    public static MessageBufferPacker packer() {
        return PACKER.newBufferPacker();
    }

    public static MessageUnpacker unpacker(byte[] bytes, int from, int length) {
        return UNPACKER.newUnpacker(bytes, from, length);
    }

    /** An unpacker that reads ahead; whatever else reads the stream afterwards misses bytes. */
    public static MessageUnpacker unpacker(InputStream in) {
        return UNPACKER.newUnpacker(in);
    }
}
