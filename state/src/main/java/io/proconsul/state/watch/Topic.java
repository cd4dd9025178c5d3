package io.proconsul.state.watch;

import io.proconsul.state.table.RowKey;
import io.proconsul.state.table.Uuid;

/**
 * Something that can change and be watched. Names of nodes and services are compared without regard
 * to case, as the catalog does.
 */
public sealed interface Topic {
    /** One key, present or absent. */
    record Key(String key) implements Topic {}

    /** All keys that start with {@code prefix}. */
    record KeyPrefix(String prefix) implements Topic {}

    /** The instances of one service with their nodes and checks, and whether there are any. */
    record ServiceName(String name) implements Topic {
        public ServiceName {
            name = RowKey.fold(name);
        }
    }

    /** The instances that take mesh traffic for one service, with their nodes and checks. */
    record MeshDestination(String name) implements Topic {
        public MeshDestination {
            name = RowKey.fold(name);
        }
    }

    /** All instances of one kind, with their nodes and checks; the usual kind is empty. */
    record Kind(String kind) implements Topic {}

    /** One node, by name or by its whole id, with its services and checks. */
    record NodeName(String name) implements Topic {
        public NodeName {
            name = RowKey.fold(name);
        }
    }

    /** The checks that have a status. */
    record CheckState(String status) implements Topic {}

    /** One session. */
    record SessionId(String id) implements Topic {
        public SessionId {
            id = Uuid.key(id);
        }
    }

    /** The sessions of one node. */
    record SessionsOn(String node) implements Topic {
        public SessionsOn {
            node = RowKey.fold(node);
        }
    }

    /** One prepared query. */
    record QueryId(String id) implements Topic {
        public QueryId {
            id = Uuid.key(id);
        }
    }

    /** Any row of a table. */
    record Whole(Table table) implements Topic {}
}
