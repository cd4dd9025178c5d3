package io.proconsul.state;

import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.txn.TxnResult;

import org.jspecify.annotations.Nullable;

/** The row of the catalog that an operation of a transaction is about. */
sealed interface CatalogTarget {
    /** What it is called where a verb is unknown. */
    String kind();

    /** What it is called where it is missing or has another index. */
    String named();

    @Nullable TxnResult find();

    void set();

    boolean cas();

    void delete();

    boolean deleteCas();

    /** A node; looked for by id when it has one, else by name. */
    record NodeTarget(Draft draft, Node node) implements CatalogTarget {
        @Override
        public String kind() {
            return "Node";
        }

        @Override
        public String named() {
            return "node " + Quoted.of(node.name());
        }

        @Override
        public @Nullable TxnResult find() {
            Node found =
                    node.id().isEmpty()
                            ? draft.catalog.node(node.name())
                            : draft.nodeRules.findById(node.id());
            return found == null ? null : new TxnResult(null, found, null, null);
        }

        @Override
        public void set() {
            draft.nodeRules.ensure(node);
        }

        @Override
        public boolean cas() {
            return draft.nodeRules.cas(node);
        }

        @Override
        public void delete() {
            draft.nodeRules.delete(node.name());
        }

        @Override
        public boolean deleteCas() {
            return draft.nodeRules.deleteCas(node);
        }
    }

    /** A service instance. */
    record ServiceTarget(Draft draft, String node, NodeService service) implements CatalogTarget {
        @Override
        public String kind() {
            return "Service";
        }

        @Override
        public String named() {
            return "service %s on node %s".formatted(Quoted.of(service.id()), Quoted.of(node));
        }

        @Override
        public @Nullable TxnResult find() {
            NodeService found = draft.catalog.service(node, service.id());
            return found == null ? null : new TxnResult(null, null, found, null);
        }

        @Override
        public void set() {
            draft.serviceRules.ensure(node, service);
        }

        @Override
        public boolean cas() {
            return draft.serviceRules.cas(node, service);
        }

        @Override
        public void delete() {
            draft.serviceRules.delete(node, service.id());
        }

        @Override
        public boolean deleteCas() {
            return draft.serviceRules.deleteCas(node, service);
        }
    }

    /** A check. */
    record CheckTarget(Draft draft, HealthCheck check) implements CatalogTarget {
        @Override
        public String kind() {
            return "Check";
        }

        @Override
        public String named() {
            return "check %s on node %s"
                    .formatted(Quoted.of(check.checkId()), Quoted.of(check.node()));
        }

        @Override
        public @Nullable TxnResult find() {
            HealthCheck found = draft.catalog.check(check.node(), check.checkId());
            return found == null ? null : new TxnResult(null, null, null, found);
        }

        @Override
        public void set() {
            draft.checkRules.ensure(check);
        }

        @Override
        public boolean cas() {
            return draft.checkRules.cas(check);
        }

        @Override
        public void delete() {
            draft.checkRules.delete(check.node(), check.checkId());
        }

        @Override
        public boolean deleteCas() {
            return draft.checkRules.deleteCas(check);
        }
    }
}
