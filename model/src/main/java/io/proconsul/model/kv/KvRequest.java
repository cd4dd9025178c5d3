package io.proconsul.model.kv;

import io.proconsul.model.query.Write;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.model.wire.Flat;
import io.proconsul.model.wire.Wire;

/**
 * One change of the key/value tables (wire reference: KVSRequest).
 *
 * @param op one of {@link KvVerb#WRITES}
 * @param entry what to write; for the {@code cas} verbs its modify index is the one expected, for
 *     {@code lock} and {@code unlock} its session the one that asks
 */
public record KvRequest(
        String datacenter, String op, @Wire("DirEnt") KvEntry entry, @Flat WriteOptions options)
        implements Write {}
