package io.proconsul.model.kv;

import io.proconsul.model.wire.Wire;
import io.proconsul.model.wire.Wire.Json;

import org.jspecify.annotations.Nullable;

/**
 * A key with its value (wire reference: DirEntry).
 *
 * @param lockIndex how often the key was locked
 * @param flags 64 bits of the client's own, unsigned
 * @param value the bytes, shared and never changed; null or empty reads back as JSON null
 * @param session the session that holds the lock; empty while nobody does
 */
@SuppressWarnings(
        "ArrayRecordComponent") // a copy per entry would double the store; equality is never asked
public record KvEntry(
        long lockIndex,
        String key,
        long flags,
        byte @Nullable [] value,
        @Wire(json = Json.OMIT_EMPTY) String session,
        long createIndex,
        long modifyIndex) {

    /** An entry to be written: its indexes are set when it is applied. */
    public static KvEntry of(String key, byte @Nullable [] value, long flags, String session) {
        return new KvEntry(0, key, flags, value, session, 0, 0);
    }
}
