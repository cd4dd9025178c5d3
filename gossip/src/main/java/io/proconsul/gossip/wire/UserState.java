package io.proconsul.gossip.wire;

import org.jspecify.annotations.Nullable;

/**
 * The upper layer's part of a push/pull. It is bytes on the wire and a record on both ends; inside
 * one process it need never become bytes.
 */
public final class UserState {
    private byte @Nullable [] bytes;
    private SerfMessage.@Nullable State state;

    private UserState(byte @Nullable [] bytes, SerfMessage.@Nullable State state) {
        this.bytes = bytes;
        this.state = state;
    }

    public static UserState of(byte[] bytes) {
        return new UserState(bytes, null);
    }

    public static UserState of(SerfMessage.State state) {
        return new UserState(null, state);
    }

    /** The encoded form; not to be changed by anyone. */
    public byte[] bytes() {
        if (bytes == null) {
            bytes = state == null ? new byte[0] : SerfWriter.bytes(state);
        }
        return bytes;
    }

    /** What the other side's Serf knows; absent when it sent nothing. */
    public SerfMessage.@Nullable State state() throws WireException {
        if (state == null && bytes != null && bytes.length > 0) {
            SerfMessage message = SerfReader.read(bytes);
            if (!(message instanceof SerfMessage.State read)) {
                throw new WireException("the user state of a push/pull is no Serf state");
            }
            state = read;
        }
        return state;
    }
}
