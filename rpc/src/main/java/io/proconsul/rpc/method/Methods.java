package io.proconsul.rpc.method;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All methods by their name on the wire. */
public final class Methods {
    private static final Map<String, Method<?, ?>> BY_NAME =
            Stream.of(
                            catalog(),
                            coordinates(),
                            federation(),
                            health(),
                            internal(),
                            kvs(),
                            operator(),
                            preparedQueries(),
                            sessions(),
                            status(),
                            txn())
                    .flatMap(List::stream)
                    .collect(Collectors.toUnmodifiableMap(Method::name, Function.identity()));

    private Methods() {}

    public static Optional<Method<?, ?>> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** All of them, in no order. */
    public static Iterable<Method<?, ?>> all() {
        return BY_NAME.values();
    }

    private static List<Method<?, ?>> catalog() {
        return List.of(
                Catalog.REGISTER,
                Catalog.DEREGISTER,
                Catalog.LIST_DATACENTERS,
                Catalog.LIST_NODES,
                Catalog.LIST_SERVICES,
                Catalog.SERVICE_NODES,
                Catalog.NODE_SERVICES,
                Catalog.NODE_SERVICE_LIST,
                Catalog.GATEWAY_SERVICES);
    }

    private static List<Method<?, ?>> coordinates() {
        return List.of(
                CoordinateMethods.UPDATE,
                CoordinateMethods.LIST_DATACENTERS,
                CoordinateMethods.LIST_NODES,
                CoordinateMethods.NODE);
    }

    private static List<Method<?, ?>> federation() {
        return List.of(
                FederationMethods.GET,
                FederationMethods.LIST,
                FederationMethods.LIST_MESH_GATEWAYS);
    }

    private static List<Method<?, ?>> health() {
        return List.of(
                Health.CHECKS_IN_STATE,
                Health.NODE_CHECKS,
                Health.SERVICE_CHECKS,
                Health.SERVICE_NODES);
    }

    private static List<Method<?, ?>> internal() {
        return List.of(
                Internal.NODE_INFO,
                Internal.NODE_DUMP,
                Internal.SERVICE_DUMP,
                Internal.EVENT_FIRE,
                Internal.KEYRING_OPERATION);
    }

    private static List<Method<?, ?>> kvs() {
        return List.of(Kvs.APPLY, Kvs.GET, Kvs.LIST, Kvs.LIST_KEYS);
    }

    private static List<Method<?, ?>> operator() {
        return List.of(
                Operator.RAFT_GET_CONFIGURATION,
                Operator.RAFT_REMOVE_PEER_BY_ADDRESS,
                Operator.RAFT_REMOVE_PEER_BY_ID,
                Operator.AUTOPILOT_GET_CONFIGURATION,
                Operator.AUTOPILOT_SET_CONFIGURATION,
                Operator.SERVER_HEALTH);
    }

    private static List<Method<?, ?>> preparedQueries() {
        return List.of(
                PreparedQueryMethods.APPLY,
                PreparedQueryMethods.GET,
                PreparedQueryMethods.LIST,
                PreparedQueryMethods.EXPLAIN,
                PreparedQueryMethods.EXECUTE,
                PreparedQueryMethods.EXECUTE_REMOTE);
    }

    private static List<Method<?, ?>> sessions() {
        return List.of(
                SessionMethods.APPLY,
                SessionMethods.GET,
                SessionMethods.LIST,
                SessionMethods.NODE_SESSIONS,
                SessionMethods.RENEW);
    }

    private static List<Method<?, ?>> status() {
        return List.of(
                Status.PING, Status.LEADER, Status.PEERS, Status.RAFT_STATS, Cluster.FOUNDING);
    }

    private static List<Method<?, ?>> txn() {
        return List.of(Txn.APPLY, Txn.READ);
    }
}
