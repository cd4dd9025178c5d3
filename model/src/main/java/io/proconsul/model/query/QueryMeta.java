package io.proconsul.model.query;

import java.time.Duration;

/**
 * What a read's answer says about itself (wire reference, section 7).
 *
 * @param index the state index the result is as new as; at least 1 on the wire
 * @param lastContact age of the last word from the leader; zero on the leader itself
 * @param knownLeader whether the answering server knows a leader
 * @param consistencyLevel left empty by servers
 */
public record QueryMeta(
        long index, Duration lastContact, boolean knownLeader, String consistencyLevel) {

    /** The meta of something the leader answers at {@code index}. */
    public static QueryMeta leader(long index) {
        return new QueryMeta(Math.max(1, index), Duration.ZERO, true, "");
    }
}
