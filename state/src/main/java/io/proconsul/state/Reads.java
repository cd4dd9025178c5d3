package io.proconsul.state;

import io.proconsul.model.catalog.GatewayService;
import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeServiceList;
import io.proconsul.model.catalog.NodeServices;
import io.proconsul.model.catalog.ServiceNode;
import io.proconsul.model.coordinate.Coordinate;
import io.proconsul.model.federation.FederationState;
import io.proconsul.model.health.CheckServiceNode;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.internal.WholeNode;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.preparedquery.PreparedQuery;
import io.proconsul.model.session.Session;
import io.proconsul.model.txn.TxnOp;
import io.proconsul.model.txn.TxnReply;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** All questions the state answers, each a value that compares by its arguments. */
public final class Reads {
    @SuppressWarnings("UnnecessaryLambda") // one instance, so that equal reads are equal
    private static final Predicate<String> ALL = _ -> true;

    private Reads() {}

    /** One key; null when it is absent. */
    public static Read<@Nullable KvEntry> key(String key) {
        return new KeyReads.One(key);
    }

    /** All entries whose key starts with {@code prefix}, in byte order of the keys. */
    public static Read<List<KvEntry>> keysBelow(String prefix) {
        return new KeyReads.Below(prefix);
    }

    /**
     * The names of the keys that start with {@code prefix}, cut behind the first {@code separator}
     * after it, each once; an empty separator does not cut.
     */
    public static Read<List<String>> keyNames(String prefix, String separator) {
        return keyNames(prefix, separator, ALL);
    }

    /** The same for someone who may know only of the keys that {@code visible} lets through. */
    public static Read<List<String>> keyNames(
            String prefix, String separator, Predicate<String> visible) {
        return new KeyReads.Names(prefix, separator, visible);
    }

    /** Nodes by name that carry all pairs of {@code meta}; empty or null: all. */
    public static Read<List<Node>> nodes(@Nullable Map<String, String> meta) {
        return new NodeReads.All(pairs(meta));
    }

    /**
     * One node, by name, else by its id or a prefix of it that fits only one; null when unknown.
     */
    public static Read<@Nullable Node> node(String nameOrId) {
        return new NodeReads.One(nameOrId);
    }

    /** Service names with their distinct tags, on nodes that carry all pairs of {@code meta}. */
    public static Read<Map<String, List<String>>> services(@Nullable Map<String, String> meta) {
        return new ServiceReads.Names(pairs(meta));
    }

    /** The instances of a service with their nodes, by node name and instance id. */
    public static Read<List<ServiceNode>> serviceNodes(String name) {
        return new ServiceReads.Of(name, List.of());
    }

    /** The same, only those that carry all of {@code tags}, compared without regard to case. */
    public static Read<List<ServiceNode>> serviceNodes(String name, List<String> tags) {
        return new ServiceReads.Of(name, List.copyOf(tags));
    }

    /** What the gateways of the mesh are configured to serve. */
    public static Read<List<GatewayService>> gatewayServices() {
        return new GatewayReads();
    }

    /** The instances that take mesh traffic for a service: its proxies and its native instances. */
    public static Read<List<ServiceNode>> connectNodes(String destination) {
        return new ServiceReads.For(destination);
    }

    /** Instances with that address, be it a tagged one. */
    public static Read<List<ServiceNode>> servicesAt(String address) {
        return new ServiceReads.At(address);
    }

    /** A node (name or id) with its services by id; null when unknown. */
    public static Read<@Nullable NodeServices> nodeServices(String nameOrId) {
        return new NodeReads.Services(nameOrId);
    }

    /**
     * A node (name or id) with its services as a list, null without any; both null when unknown.
     */
    public static Read<NodeServiceList> nodeServiceList(String nameOrId) {
        return new NodeReads.ServiceList(nameOrId);
    }

    /** The checks of a node and of its services. */
    public static Read<List<HealthCheck>> nodeChecks(String node) {
        return new HealthReads.ChecksOn(node);
    }

    /** The checks of a service's instances, on nodes that carry all pairs of {@code meta}. */
    public static Read<List<HealthCheck>> serviceChecks(
            String name, @Nullable Map<String, String> meta) {
        return new HealthReads.ChecksOf(name, pairs(meta));
    }

    /** The checks with one verdict, or all for {@code any}, on nodes that carry {@code meta}. */
    public static Read<List<HealthCheck>> checksInState(
            String state, @Nullable Map<String, String> meta) {
        return new HealthReads.InState(state, pairs(meta));
    }

    /** The instances of a service, each with its node and the checks of both. */
    public static Read<List<CheckServiceNode>> health(String name) {
        return new HealthReads.Of(name);
    }

    /** The same for the instances that take mesh traffic for a service. */
    public static Read<List<CheckServiceNode>> connectHealth(String destination) {
        return new HealthReads.For(destination);
    }

    /** The instances of one kind, each with its node and the checks of both. */
    public static Read<List<CheckServiceNode>> kindHealth(String kind) {
        return new HealthReads.OfKind(kind);
    }

    /** The states of all datacenters by their names. */
    public static Read<List<FederationState>> federationStates() {
        return new FederationReads("");
    }

    /** The state of one datacenter, in a list; an empty one when it is unknown. */
    public static Read<List<FederationState>> federationState(String datacenter) {
        return new FederationReads(datacenter);
    }

    /** The coordinates of all nodes, by node and segment. */
    public static Read<List<Coordinate>> coordinates() {
        return new CoordinateReads("");
    }

    /** The coordinates of one node, one for each segment. */
    public static Read<List<Coordinate>> nodeCoordinates(String node) {
        return new CoordinateReads(node);
    }

    /**
     * The same rows, those on the nearest nodes first and those of unknown distance last.
     *
     * @param node the node a row belongs to
     * @param from the name of the node from which distance is measured
     */
    public static <T> Read<List<T>> nearestFirst(
            Read<List<T>> rows, Function<T, String> node, String from) {
        return new NearestFirst<>(rows, node, from);
    }

    /**
     * Rows that were read already, those on the nearest nodes first and those of unknown distance
     * last; rows of equal distance keep their order, and all do while nobody knows where {@code
     * from} is.
     */
    public static <T> List<T> nearestFirst(
            Root root, List<T> rows, Function<T, String> node, String from) {
        return NearestFirst.sorted(root, rows, node, from);
    }

    /** All nodes by name, each with everything on it. */
    public static Read<List<WholeNode>> nodeDump() {
        return new DumpReads.Nodes();
    }

    /** One node with everything on it, in a list; an empty one when it is unknown. */
    public static Read<List<WholeNode>> nodeDump(String name) {
        return new DumpReads.OneNode(name);
    }

    /** All instances by node and id, each with its node and the checks of both. */
    public static Read<List<CheckServiceNode>> serviceDump() {
        return new DumpReads.Instances();
    }

    /**
     * One session; null when unknown.
     *
     * @throws BadLookupException from its evaluation when {@code id} is no UUID
     */
    public static Read<@Nullable Session> session(String id) {
        return new SessionReads.One(id);
    }

    /** All sessions by id. */
    public static Read<List<Session>> sessions() {
        return new SessionReads.All();
    }

    /** The sessions of one node. */
    public static Read<List<Session>> nodeSessions(String node) {
        return new SessionReads.On(node);
    }

    /**
     * One prepared query as it was stored; null when unknown.
     *
     * @throws BadLookupException from its evaluation when {@code id} is no UUID
     */
    public static Read<@Nullable PreparedQuery> preparedQuery(String id) {
        return new QueryReads.One(id);
    }

    /** All prepared queries by id, as they were stored. */
    public static Read<List<PreparedQuery>> preparedQueries() {
        return new QueryReads.All();
    }

    /**
     * The prepared query to execute for an id or a name, templates filled in; null when there is
     * none. Ids count before names, names before templates, long prefixes before short ones.
     *
     * @param segment the network segment of the agent that was asked
     * @throws BadLookupException from its evaluation when that is the id of a template, or one that
     *     cannot be filled in for that name
     */
    public static Read<@Nullable PreparedQuery> resolvedQuery(String idOrName, String segment) {
        return new QueryReads.Resolved(idOrName, segment);
    }

    /** A transaction that only reads: its results or its errors, at one point in time. */
    public static Read<TxnReply> transaction(List<TxnOp> operations) {
        return new TransactionRead(List.copyOf(operations));
    }

    private static Map<String, String> pairs(@Nullable Map<String, String> meta) {
        return meta == null ? Map.of() : Map.copyOf(meta);
    }
}
