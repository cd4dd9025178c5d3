package io.proconsul.http.handler;

import io.proconsul.http.message.Refusal;
import io.proconsul.json.JsonException;
import io.proconsul.json.JsonReader;
import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.kv.KvVerb;
import io.proconsul.model.txn.TxnOp;
import io.proconsul.model.txn.TxnVerb;
import io.proconsul.model.wire.Ignores;
import io.proconsul.model.wire.RecordCodec;
import io.proconsul.model.wire.Wire;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The operations of a transaction as clients write them. Operations that name nothing are dropped.
 */
final class TxnBody {
    /** More operations are refused (vector txn-031). */
    static final int MAX_OPERATIONS = 64;

    private static final RecordCodec<Operation> CODEC = RecordCodec.of(Operation.class);
    private final List<TxnOp> ops = new ArrayList<>();
    private final String datacenter;
    private final long maxValueSize;
    private boolean writes;

    private TxnBody(String datacenter, long maxValueSize) {
        this.datacenter = datacenter;
        this.maxValueSize = maxValueSize;
    }

    /** One element of the array: one of its parts is set. */
    record Operation(
            @Wire("KV") @Nullable Key kv,
            @Nullable OfNode node,
            @Nullable OfService service,
            @Nullable OfCheck check) {}

    /** An operation on a key. */
    @Ignores("Namespace")
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Key(
            String verb,
            String key,
            byte @Nullable [] value,
            long flags,
            long index,
            String session) {}

    /** An operation on a node. */
    record OfNode(String verb, Node node) {}

    /** An operation on a service. */
    record OfService(String verb, String node, NodeService service) {}

    /** An operation on a check. */
    record OfCheck(String verb, HealthCheck check) {}

    /**
     * Reads a body.
     *
     * @param datacenter where nodes live that name no datacenter
     * @param maxValueSize the largest value of a key in bytes
     * @throws Refusal when there are too many operations or a value is too large
     */
    static TxnBody read(byte[] body, String datacenter, long maxValueSize) throws JsonException {
        var txn = new TxnBody(datacenter, maxValueSize);
        List<Operation> operations = CODEC.readJsonList(JsonReader.ofFirst(body));
        if (operations.size() > MAX_OPERATIONS) {
            throw Refusal.of(
                    413,
                    "Transaction contains too many operations ("
                            + operations.size()
                            + " > "
                            + MAX_OPERATIONS
                            + ")");
        }
        operations.forEach(txn::add);
        return txn;
    }

    List<TxnOp> ops() {
        return ops;
    }

    /** Whether any operation changes something; unknown verbs do not count. */
    boolean writes() {
        return writes;
    }

    private void add(Operation operation) {
        if (operation.kv != null) {
            add(operation.kv);
        } else if (operation.node != null) {
            add(operation.node);
        } else if (operation.service != null) {
            OfService asked = operation.service;
            writes |= !asked.verb.equals(TxnVerb.GET);
            var op = new TxnOp.ServiceOp(asked.verb, asked.node, asked.service);
            ops.add(new TxnOp(null, null, op, null, null));
        } else if (operation.check != null) {
            OfCheck asked = operation.check;
            writes |= !asked.verb.equals(TxnVerb.GET);
            var op = new TxnOp.CheckOp(asked.verb, withoutType(asked.check));
            ops.add(new TxnOp(null, null, null, op, null));
        }
    }

    private void add(Key asked) {
        long size = asked.value == null ? 0 : asked.value.length;
        if (size > maxValueSize) {
            throw Refusal.of(
                    413,
                    "Value for key \""
                            + asked.key
                            + "\" is too large ("
                            + size
                            + " > "
                            + maxValueSize
                            + " bytes)");
        }
        writes |= KvVerb.WRITES.contains(asked.verb);
        var entry =
                new KvEntry(0, asked.key, asked.flags, asked.value, asked.session, 0, asked.index);
        ops.add(new TxnOp(new TxnOp.KvOp(asked.verb, entry), null, null, null, null));
    }

    private void add(OfNode asked) {
        writes |= !asked.verb.equals(TxnVerb.GET);
        ops.add(
                new TxnOp(
                        null, new TxnOp.NodeOp(asked.verb, placed(asked.node)), null, null, null));
    }

    private Node placed(Node node) {
        return !node.datacenter().isEmpty()
                ? node
                : new Node(
                        node.id(),
                        node.name(),
                        node.address(),
                        datacenter,
                        node.taggedAddresses(),
                        node.meta(),
                        node.createIndex(),
                        node.modifyIndex());
    }

    /** What kind of check it is cannot be said here; the reference ignores it. */
    private static HealthCheck withoutType(HealthCheck check) {
        return new HealthCheck(
                check.node(),
                check.checkId(),
                check.name(),
                check.status(),
                check.notes(),
                check.output(),
                check.serviceId(),
                check.serviceName(),
                check.serviceTags(),
                "",
                check.definition(),
                check.createIndex(),
                check.modifyIndex());
    }
}
