package io.proconsul.rpc.wire;

import io.proconsul.model.wire.RecordCodec;
import io.proconsul.model.wire.WireException;

/**
 * Stands before an answer's body.
 *
 * @param error why there is no answer; empty when there is one
 * @param seq the request's
 * @param serviceMethod the request's
 */
public record ResponseHeader(String error, long seq, String serviceMethod) {
    private static final RecordCodec<ResponseHeader> CODEC = RecordCodec.of(ResponseHeader.class);

    /** Stands behind an error; readers expect something there. Not to be changed. */
    @SuppressWarnings("MutablePublicArray") // written and never handed to anybody who changes it
    public static final byte[] NO_BODY = {(byte) 0x80};

    /**
     * Reads the first {@code length} bytes.
     *
     * @throws WireException when they are no such header
     */
    public static ResponseHeader read(byte[] bytes, int length) throws WireException {
        return CODEC.decode(bytes, 0, length);
    }

    public byte[] encode() {
        return CODEC.encode(this);
    }
}
