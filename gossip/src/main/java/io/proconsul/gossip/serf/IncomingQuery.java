package io.proconsul.gossip.serf;

import org.jspecify.annotations.Nullable;

/** A question that a member asked all others. */
public final class IncomingQuery {
    private final long time;
    private final String name;
    private final byte @Nullable [] payload;
    private final String from;
    private final Answering answering;

    /** Where an answer goes. */
    interface Answering {
        void answer(byte[] payload);
    }

    IncomingQuery(
            long time, String name, byte @Nullable [] payload, String from, Answering answering) {
        this.time = time;
        this.name = name;
        this.payload = payload;
        this.from = from;
        this.answering = answering;
    }

    /** Lamport time. */
    public long time() {
        return time;
    }

    public String name() {
        return name;
    }

    /** What was asked; not to be changed. */
    public byte @Nullable [] payload() {
        return payload;
    }

    /** The name of the member that asks. */
    public String from() {
        return from;
    }

    /**
     * Answers, at most once, on the owner's thread. Later than the question's deadline it does
     * nothing.
     *
     * @throws IllegalArgumentException when the answer is longer than a response may be
     */
    public void answer(byte[] response) {
        answering.answer(response);
    }
}
