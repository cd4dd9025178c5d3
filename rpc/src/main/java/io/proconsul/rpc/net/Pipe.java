package io.proconsul.rpc.net;

/**
 * Bytes both ways on which calls travel one after the other: a stream of a session, or a whole
 * connection. Its event loop only.
 */
interface Pipe {
    /** Sends both, one behind the other. The arrays stay as they are. */
    void write(byte[] head, byte[] body);

    /** What was received is used up, and as much may follow. */
    void consumed(int bytes);

    /** Sends nothing more. */
    void finish();
}
