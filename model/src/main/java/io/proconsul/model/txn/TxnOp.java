package io.proconsul.model.txn;

import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.session.Session;
import io.proconsul.model.wire.Wire;

import org.jspecify.annotations.Nullable;

/**
 * One operation of a transaction: exactly one of its parts is set. Verbs: wire reference, section
 * 12.
 */
public record TxnOp(
        @Wire("KV") @Nullable KvOp kv,
        @Nullable NodeOp node,
        @Nullable ServiceOp service,
        @Nullable CheckOp check,
        @Nullable SessionOp session) {

    public record KvOp(String verb, @Wire("DirEnt") KvEntry entry) {}

    public record NodeOp(String verb, Node node) {}

    public record ServiceOp(String verb, String node, NodeService service) {}

    public record CheckOp(String verb, HealthCheck check) {}

    public record SessionOp(String verb, Session session) {}
}
