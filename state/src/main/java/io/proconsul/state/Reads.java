package io.proconsul.state;

import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeServiceList;
import io.proconsul.model.catalog.NodeServices;
import io.proconsul.model.catalog.ServiceNode;
import io.proconsul.model.health.CheckServiceNode;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.session.Session;
import io.proconsul.model.txn.TxnOp;
import io.proconsul.model.txn.TxnReply;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** All questions the state answers, each a value that compares by its arguments. */
public final class Reads {
    private Reads() {}

    /** One key; null when it is absent. */
    public static Read<@Nullable KvEntry> key(String key) {
        return Pending.pending();
    }

    /** All entries whose key starts with {@code prefix}, in byte order of the keys. */
    public static Read<List<KvEntry>> keysBelow(String prefix) {
        return Pending.pending();
    }

    /**
     * The names of the keys that start with {@code prefix}, cut behind the first {@code separator}
     * after it, each once; an empty separator does not cut.
     */
    public static Read<List<String>> keyNames(String prefix, String separator) {
        return keyNames(prefix, separator, _ -> true);
    }

    /** The same for someone who may know only of the keys that {@code visible} lets through. */
    public static Read<List<String>> keyNames(
            String prefix, String separator, Predicate<String> visible) {
        return Pending.pending();
    }

    /** Nodes by name that carry all pairs of {@code meta}; empty or null: all. */
    public static Read<List<Node>> nodes(@Nullable Map<String, String> meta) {
        return Pending.pending();
    }

    /**
     * One node, by name, else by its id or a prefix of it that fits only one; null when unknown.
     */
    public static Read<@Nullable Node> node(String nameOrId) {
        return Pending.pending();
    }

    /** Service names with their distinct tags, on nodes that carry all pairs of {@code meta}. */
    public static Read<Map<String, List<String>>> services(@Nullable Map<String, String> meta) {
        return Pending.pending();
    }

    /** The instances of a service with their nodes, by node name and instance id. */
    public static Read<List<ServiceNode>> serviceNodes(String name) {
        return Pending.pending();
    }

    /** The same, only those that carry all of {@code tags}, compared without regard to case. */
    public static Read<List<ServiceNode>> serviceNodes(String name, List<String> tags) {
        return Pending.pending();
    }

    /** The instances that take mesh traffic for a service: its proxies and its native instances. */
    public static Read<List<ServiceNode>> connectNodes(String destination) {
        return Pending.pending();
    }

    /** Instances at an address, their own or else their node's; the index is always 0. */
    public static Read<List<ServiceNode>> servicesAt(String address) {
        return Pending.pending();
    }

    /** A node (name or id) with its services by id; null when unknown. */
    public static Read<@Nullable NodeServices> nodeServices(String nameOrId) {
        return Pending.pending();
    }

    /** A node (name or id) with its services as a list; both parts null when unknown. */
    public static Read<NodeServiceList> nodeServiceList(String nameOrId) {
        return Pending.pending();
    }

    /** The checks of a node and of its services. */
    public static Read<List<HealthCheck>> nodeChecks(String node) {
        return Pending.pending();
    }

    /** The checks of a service's instances, on nodes that carry all pairs of {@code meta}. */
    public static Read<List<HealthCheck>> serviceChecks(
            String name, @Nullable Map<String, String> meta) {
        return Pending.pending();
    }

    /** The checks with one verdict, or all for {@code any}, on nodes that carry {@code meta}. */
    public static Read<List<HealthCheck>> checksInState(
            String state, @Nullable Map<String, String> meta) {
        return Pending.pending();
    }

    /** The instances of a service, each with its node and the checks of both. */
    public static Read<List<CheckServiceNode>> health(String name) {
        return Pending.pending();
    }

    /** The same for the instances that take mesh traffic for a service. */
    public static Read<List<CheckServiceNode>> connectHealth(String destination) {
        return Pending.pending();
    }

    /**
     * One session; null when unknown.
     *
     * @throws BadLookupException from its evaluation when {@code id} is no UUID
     */
    public static Read<@Nullable Session> session(String id) {
        return Pending.pending();
    }

    /** All sessions by id. */
    public static Read<List<Session>> sessions() {
        return Pending.pending();
    }

    /** The sessions of one node. */
    public static Read<List<Session>> nodeSessions(String node) {
        return Pending.pending();
    }

    /** A transaction that only reads: its results or its errors, at one point in time. */
    public static Read<TxnReply> transaction(List<TxnOp> operations) {
        return Pending.pending();
    }
}
