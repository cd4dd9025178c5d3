package io.proconsul.state.table;

import io.proconsul.state.tree.RadixTree;

import org.jspecify.annotations.Nullable;

/**
 * The indexes of tables and services: when each last changed. They are part of the state because a
 * removal leaves no row behind that could tell.
 */
public record Indexes(RadixTree<IndexEntry> entries) {
    public static final String KEYS = "kvs";
    public static final String TOMBSTONES = "tombstones";
    public static final String NODES = "nodes";
    public static final String SERVICES = "services";
    public static final String CHECKS = "checks";
    public static final String SESSIONS = "sessions";
    public static final String COORDINATES = "coordinates";
    public static final String PREPARED_QUERIES = "prepared-queries";
    public static final String FEDERATION_STATES = "federation-states";
    public static final String GATEWAY_SERVICES = "gateway-services";

    /** When a service last lost its last instance. */
    public static final String EXTINCTION = "service_last_extinction";

    /** When a service last lost the last instance that took mesh traffic for it. Not of 1.8.7. */
    public static final String MESH_EXTINCTION = "mesh_last_extinction";

    public static final Indexes NONE = new Indexes(RadixTree.unindexed());

    /** The name of a service's own index. */
    public static String service(String name) {
        return "service." + name;
    }

    /** The name of the index of all instances of a kind; the usual kind is the empty text. */
    public static String kind(String kind) {
        return "service_kind." + (kind.isEmpty() ? "typical" : kind);
    }

    /** The name of the index of those that take mesh traffic for a service. Not of 1.8.7. */
    public static String mesh(String destination) {
        return "mesh_destination." + destination;
    }

    /** The index of that name, 0 when it never was. */
    public long of(String name) {
        IndexEntry entry = entry(name);
        return entry == null ? 0 : entry.value();
    }

    public long highest(String first, String second) {
        return Math.max(of(first), of(second));
    }

    public long highest(String first, String second, String third) {
        return Math.max(highest(first, second), of(third));
    }

    /**
     * When the instances of a service last changed, with their nodes and checks.
     *
     * @param exists whether there are any; if not, the last extinction of any service answers, so
     *     that one index serves all names that are not there (observed on 1.8.7)
     * @param checks whether checks count where neither has an index of its own
     */
    public long ofService(String name, boolean exists, boolean checks) {
        IndexEntry own = exists ? null : entry(EXTINCTION);
        if (own == null) {
            own = entry(service(name));
        }
        if (own != null) {
            return own.value();
        }
        return checks ? highest(NODES, SERVICES, CHECKS) : highest(NODES, SERVICES);
    }

    /** When those that take mesh traffic for a service last changed, if there are any, or left. */
    public long ofMesh(String destination, boolean exists) {
        return of(exists ? mesh(destination) : MESH_EXTINCTION);
    }

    private @Nullable IndexEntry entry(String name) {
        return entries.get(RowKey.fold(name));
    }
}
