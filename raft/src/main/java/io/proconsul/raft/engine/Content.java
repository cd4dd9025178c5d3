package io.proconsul.raft.engine;

import java.util.List;

/** What one log entry holds. */
public sealed interface Content {
    /** Whole commands, in the order in which they were proposed. */
    record Commands(List<byte[]> commands) implements Content {}

    /**
     * A part of one large command. The parts of a command stand in consecutive entries; anything
     * else in between means that its proposer gave up.
     *
     * @param id the same for all parts of one command, and for no other command
     * @param number counted from 0
     * @param count how many parts there are
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Piece(long id, int number, int count, byte[] bytes) implements Content {}
}
