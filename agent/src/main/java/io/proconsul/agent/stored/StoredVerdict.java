package io.proconsul.agent.stored;

import io.proconsul.model.wire.Wire;

/**
 * A file in {@code checks/state/}: the last word of a TTL check.
 *
 * @param expires when the word is worth nothing any more, in seconds since 1970
 */
public record StoredVerdict(
        @Wire("CheckID") String checkId, String output, String status, long expires) {}
