package io.proconsul.gossip.serf;

/** Hears the answers to a {@link Question}, on the owner's thread; must not block. */
public interface Answers {
    /** A member heard the question. */
    default void acknowledged(String member) {}

    /** A member's first answer. */
    void answered(String member, byte[] payload);

    /** The time is over; nothing more comes. */
    void finished();
}
