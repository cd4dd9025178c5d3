package io.proconsul.model.operator;

import io.proconsul.model.wire.Wire;

/**
 * A server that takes part in the replicated log.
 *
 * @param node its name; {@code (unknown)} when no member has the id
 * @param address {@code host:port}
 * @param protocolVersion of Raft, as the member's tags tell; a number as text
 */
public record RaftServer(
        @Wire("ID") String id,
        String node,
        String address,
        boolean leader,
        String protocolVersion,
        boolean voter) {
    /** Stands for the name of a server that no member goes by. */
    public static final String UNKNOWN_NODE = "(unknown)";
}
