package io.proconsul.rpc.wire;

import io.proconsul.model.wire.RecordCodec;
import io.proconsul.model.wire.WireException;

/**
 * Stands before a request's body.
 *
 * @param seq counts the client's calls; repeated in the answer
 * @param serviceMethod the method's name
 */
public record RequestHeader(long seq, String serviceMethod) {
    private static final RecordCodec<RequestHeader> CODEC = RecordCodec.of(RequestHeader.class);

    /**
     * Reads the first {@code length} bytes.
     *
     * @throws WireException when they are no such header
     */
    public static RequestHeader read(byte[] bytes, int length) throws WireException {
        return CODEC.decode(bytes, 0, length);
    }

    public byte[] encode() {
        return CODEC.encode(this);
    }

    /** The header of the answer to it. */
    public ResponseHeader answered(String error) {
        return new ResponseHeader(error, seq, serviceMethod);
    }
}
