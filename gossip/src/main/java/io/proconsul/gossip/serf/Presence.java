package io.proconsul.gossip.serf;

/** Whether we take part in the pool. */
public enum Presence {
    HERE,
    /** Leaving on purpose: the others are being told. */
    LEAVING,
    /** Left, or lost our name to another. */
    GONE
}
