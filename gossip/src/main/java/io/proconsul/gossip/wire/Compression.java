package io.proconsul.gossip.wire;

/** The compression layer: type byte, then {@code Algo} (0 is LZW) and {@code Buf}. */
final class Compression {
    private static final Fields COMPRESS = Fields.of("Algo", "Buf");
    private static final int LZW = 0;

    private Compression() {}

    static byte[] pack(byte[] plain) {
        byte[] packed = Lzw.compress(plain);
        return new PackWriter(packed.length + 20)
                .octet(MessageType.COMPRESS)
                .map(2)
                .key("Algo")
                .unsigned(LZW)
                .key("Buf")
                .raw(packed)
                .toBytes();
    }

    /** The compressed form where it is shorter, framing included. */
    static byte[] shorter(byte[] plain) {
        byte[] packed = pack(plain);
        return packed.length < plain.length ? packed : plain;
    }

    /** What is inside, at most {@code limit} bytes. */
    static byte[] unpack(PackReader in, int limit) throws WireException {
        int algorithm = LZW;
        byte[] packed = {};
        PackReader.Row record = in.record(COMPRESS);
        while (record.next()) {
            switch (record.field()) {
                case "Algo" -> algorithm = in.unsigned8();
                default -> packed = in.raw();
            }
        }
        if (algorithm != LZW) {
            throw new WireException("there is no compression " + algorithm);
        }
        return Lzw.decompress(packed, limit);
    }
}
