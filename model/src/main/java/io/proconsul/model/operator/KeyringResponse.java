package io.proconsul.model.operator;

import io.proconsul.model.wire.Wire;
import io.proconsul.model.wire.Wire.Json;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * What the members of one gossip pool said about their keys.
 *
 * @param messages what single members had to say, by their names
 * @param keys how many members have each key
 * @param primaryKeys how many members encrypt with each key
 * @param error why it failed; empty when it did not
 */
public record KeyringResponse(
        @Wire("WAN") boolean wan,
        String datacenter,
        String segment,
        @Wire(json = Json.OMIT_EMPTY) @Nullable Map<String, String> messages,
        @Nullable Map<String, Integer> keys,
        @Nullable Map<String, Integer> primaryKeys,
        int numNodes,
        @Wire(json = Json.OMIT_EMPTY) String error) {}
