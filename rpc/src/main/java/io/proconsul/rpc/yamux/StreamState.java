package io.proconsul.rpc.yamux;

/** What a session knows of one stream. */
final class StreamState {
    private final int id;

    /** Opened by the peer. */
    private final boolean peers;

    /** How much we may send still. */
    private long sendWindow = Session.WINDOW;

    /** How much the peer may send still. */
    private int receiveWindow = Session.WINDOW;

    /** What was consumed and is not given back to the peer yet. */
    private int consumed;

    /** Bytes that wait to be sent. */
    private long waiting;

    /** Stands in the queue of streams that have something to send. */
    private boolean queued;

    /** We send nothing more, but for what waits. */
    private boolean finishing;

    private boolean finished;
    private boolean peerFinished;

    StreamState(int id, boolean peers) {
        this.id = id;
        this.peers = peers;
    }

    int id() {
        return id;
    }

    boolean peers() {
        return peers;
    }

    // ---- sending

    void add(int bytes) {
        waiting += bytes;
    }

    void grant(int increment) {
        sendWindow += Integer.toUnsignedLong(increment);
    }

    /** How many bytes may go out now, in one frame. */
    int sendable() {
        return (int) Math.min(Math.min(waiting, sendWindow), Session.FRAME_BYTES_MAX);
    }

    void sent(int bytes) {
        waiting -= bytes;
        sendWindow -= bytes;
    }

    /** Whether it enters the queue now. */
    boolean enterQueue() {
        boolean enters = !queued && sendable() > 0;
        queued |= enters;
        return enters;
    }

    boolean queued() {
        return queued;
    }

    void leaveQueue() {
        queued = false;
    }

    void finish() {
        finishing = true;
    }

    /** Whether the time has come to say that nothing more follows. */
    boolean finishDue() {
        return finishing && !finished && waiting == 0;
    }

    void sayFinished() {
        finished = true;
    }

    boolean finishing() {
        return finishing;
    }

    // ---- receiving

    /** Whether the peer kept to the window. */
    boolean received(int bytes) {
        receiveWindow -= bytes;
        return receiveWindow >= 0;
    }

    /** By how much to widen the peer's window now; 0 as long as that is not worth a frame. */
    int consume(int bytes) {
        consumed += bytes;
        if (consumed < Session.WINDOW / 2 || peerFinished) {
            return 0;
        }
        int increment = consumed;
        consumed = 0;
        receiveWindow += increment;
        return increment;
    }

    void peerFinished() {
        peerFinished = true;
    }

    boolean peerHasFinished() {
        return peerFinished;
    }

    /** Nothing more will come or go. */
    boolean over() {
        return finished && peerFinished;
    }
}
