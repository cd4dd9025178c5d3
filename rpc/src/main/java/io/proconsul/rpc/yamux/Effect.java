package io.proconsul.rpc.yamux;

/** What the edge shall do. */
public sealed interface Effect {
    /**
     * Write this header, and behind one of data as many bytes as it says from the front of what the
     * stream has to send.
     */
    record Emit(Frame frame) implements Effect {}

    /** The peer opened a stream. */
    record Accepted(int stream) implements Effect {}

    /** The next {@code bytes} of the connection are for the stream. */
    record Deliver(int stream, int bytes) implements Effect {}

    /** The next {@code bytes} of the connection are for nobody. */
    record Discard(int bytes) implements Effect {}

    /** The peer sends nothing more on the stream. */
    record Finished(int stream) implements Effect {}

    /** The peer tore the stream off. */
    record Broken(int stream) implements Effect {}

    /** The stream is closed in both directions, or torn off; its number means nothing now. */
    record Forgotten(int stream) implements Effect {}

    /** The session is over: close the connection when all is written. */
    record Ended(String reason) implements Effect {}
}
