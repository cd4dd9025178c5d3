package io.proconsul.model.txn;

import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.wire.Wire;
import io.proconsul.model.wire.Wire.Json;

import org.jspecify.annotations.Nullable;

/** What an operation wrote or read: exactly one part is set. */
public record TxnResult(
        @Wire(value = "KV", json = Json.OMIT_EMPTY) @Nullable KvEntry kv,
        @Wire(json = Json.OMIT_EMPTY) @Nullable Node node,
        @Wire(json = Json.OMIT_EMPTY) @Nullable NodeService service,
        @Wire(json = Json.OMIT_EMPTY) @Nullable HealthCheck check) {}
