package io.proconsul.state;

import io.proconsul.model.catalog.Node;
import io.proconsul.model.coordinate.Coordinate;
import io.proconsul.model.health.CheckStatus;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.state.table.Indexes;
import io.proconsul.state.table.Instance;
import io.proconsul.state.table.RowKey;
import io.proconsul.state.watch.Table;
import io.proconsul.state.watch.Topic;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** How nodes come, change, get other names and go with all they carry. */
final class NodeRules {
    /** The check by which gossip's verdict on a node stands in the catalog. */
    private static final String SERF_HEALTH = "serfHealth";

    private final Draft draft;

    NodeRules(Draft draft) {
        this.draft = draft;
    }

    /** The node of that id; null when unknown, refused when it is no id. */
    @Nullable Node findById(String id) {
        String problem = NodeId.problem(id);
        if (problem != null) {
            throw new Refusal(
                    "node lookup by ID failed, wrong UUID: %s for '%s'".formatted(problem, id));
        }
        return draft.catalog.nodeById(id);
    }

    /** Makes the node be as wanted; one that is known by its id under another name is renamed. */
    void ensure(Node wanted) {
        Node before = wanted.id().isEmpty() ? null : knownById(wanted);
        if (before == null) {
            before = draft.catalog.node(wanted.name());
        }
        if (before == null || !isSame(before, wanted)) {
            put(before, wanted);
        }
    }

    /** Ensures it if it has the index expected; an expected 0 means that it is not there. */
    boolean cas(Node wanted) {
        Node before = draft.catalog.node(wanted.name());
        if ((before == null ? 0 : before.modifyIndex()) != wanted.modifyIndex()) {
            return false;
        }
        ensure(wanted);
        return true;
    }

    /** Removes a node with its services, checks, coordinates and sessions. */
    void delete(String name) {
        Node node = draft.catalog.node(name);
        if (node == null) {
            return;
        }
        for (Instance instance : draft.catalog.instancesOn(name)) {
            draft.serviceRules.delete(name, instance.service().id());
        }
        for (HealthCheck check : draft.catalog.checksOn(name)) {
            draft.checkRules.delete(name, check.checkId());
        }
        deleteCoordinates(name);
        mark(name);
        draft.catalog.removeNode(node);
        tableChanged();
        draft.sessionRules.endOn(name);
    }

    boolean deleteCas(Node expected) {
        Node node = draft.catalog.node(expected.name());
        if (node == null || node.modifyIndex() != expected.modifyIndex()) {
            return false;
        }
        delete(expected.name());
        return true;
    }

    /** A node or one of its own checks changed, and with it what is asked about its services. */
    void touch(String name) {
        mark(name);
        draft.catalog.instancesOn(name).forEach(draft.serviceRules::touch);
    }

    /** Tells who watches the node. */
    void mark(String name) {
        draft.changed(new Topic.NodeName(name));
        Node node = draft.catalog.node(name);
        if (node != null && !node.id().isEmpty()) {
            draft.changed(new Topic.NodeName(node.id()));
        }
    }

    /** The node that has the wanted one's id, without the name it had; null when nobody has it. */
    private @Nullable Node knownById(Node wanted) {
        Node known = draft.catalog.nodeById(wanted.id());
        if (known == null) {
            String reserved = reserved(wanted, true);
            if (reserved != null) {
                throw new Refusal(
                        "Error while renaming Node ID: %s: %s"
                                .formatted(Quoted.of(wanted.id()), reserved));
            }
            return null;
        }
        if (!known.name().equals(wanted.name())) {
            String reserved = reserved(wanted, false);
            if (reserved != null) {
                throw new Refusal(
                        "Error while renaming Node ID: %s (%s): %s"
                                .formatted(Quoted.of(wanted.id()), wanted.address(), reserved));
            }
            delete(known.name());
        }
        return known;
    }

    /**
     * Why the wanted name cannot be had: a node with another id has it, and gossip says that it is
     * well. Nodes that gossip knows nothing of give way (observed on 1.8.7).
     */
    private @Nullable String reserved(Node wanted, boolean namelessGivesWay) {
        Node owner = draft.catalog.node(wanted.name());
        if (owner == null
                || owner.id().equals(wanted.id())
                || (owner.id().isEmpty() && namelessGivesWay)) {
            return null;
        }
        HealthCheck health = draft.catalog.check(owner.name(), SERF_HEALTH);
        return health == null || health.status().equals(CheckStatus.CRITICAL)
                ? null
                : "Node name %s is reserved by node %s with name %s (%s)"
                        .formatted(wanted.name(), owner.id(), owner.name(), owner.address());
    }

    private void put(@Nullable Node before, Node wanted) {
        long created = before == null ? draft.index() : before.createIndex();
        mark(wanted.name()); // under the id the name may have now, for it may lose it
        draft.catalog.putNode(Stamp.node(wanted, created, draft.index()));
        tableChanged();
        touch(wanted.name());
        touchNamesOfChecks(wanted.name());
    }

    /** A check may go by a service's name that its instance gave up; it too is on this node. */
    private void touchNamesOfChecks(String name) {
        draft.catalog.checksOn(name).stream()
                .map(HealthCheck::serviceName)
                .filter(service -> !service.isEmpty())
                .distinct()
                .forEach(draft.serviceRules::touchName);
    }

    private void deleteCoordinates(String name) {
        List<Coordinate> all = draft.coordinates.below(RowKey.within(name));
        for (Coordinate coordinate : all) {
            draft.coordinates.remove(RowKey.of(coordinate.node(), coordinate.segment()));
        }
        if (!all.isEmpty()) {
            draft.raise(Indexes.COORDINATES);
            draft.changed(new Topic.Whole(Table.COORDINATES));
        }
    }

    private void tableChanged() {
        draft.raise(Indexes.NODES);
        draft.changed(new Topic.Whole(Table.NODES));
    }

    private static boolean isSame(Node before, Node wanted) {
        return before.equals(Stamp.node(wanted, before.createIndex(), before.modifyIndex()));
    }
}
