package io.proconsul.rpc.net;

/**
 * How frames between Raft peers look on a connection of byte 1, which is ours alone: a header of
 * {@value #HEADER_BYTES} bytes and the frame. The header: 4 bytes length of the frame, 8 bytes
 * number of the call, 1 byte what it is. Answers carry the number of their call and come in any
 * order.
 */
public final class Frames {
    /** No frame and no answer is larger; a connection with one is closed. */
    public static final int BYTES_MAX = 4 * 1024 * 1024;

    /** Calls to one peer that have no answer; further ones fail at once. */
    public static final int UNANSWERED_MAX = 64;

    /**
     * Larger frames have a connection of their own. On one connection a heartbeat would wait until
     * the kernel has sent the megabytes before it, and after a lost packet until that came again;
     * no order in which we write can change that.
     */
    static final int EXPRESS_BYTES_MAX = 16 * 1024;

    static final int HEADER_BYTES = 13;

    static final byte CALL = 0;
    static final byte ANSWER = 1;

    /** Instead of an answer: why there is none. */
    static final byte FAILURE = 2;

    private Frames() {}
}
