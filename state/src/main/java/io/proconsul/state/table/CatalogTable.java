package io.proconsul.state.table;

import io.proconsul.model.catalog.Node;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.state.tree.RadixTree;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Nodes, the instances on them, and the checks of both.
 *
 * @param nodes by name
 * @param nodesById by id, those that have one
 * @param instances by node and id
 * @param instancesByName by service name, node and id
 * @param instancesByDestination those that take mesh traffic, by the service they take it for, node
 *     and id
 * @param instancesByKind by kind, node and id; the usual kind, which is most of them, is left out
 * @param checks by node and id
 * @param checksByInstance by node, instance (empty for the node itself) and id
 * @param checksByService those of instances, by service name, node and id
 * @param checksByStatus by status (case counts), node and id
 */
public record CatalogTable(
        RadixTree<Node> nodes,
        RadixTree<Node> nodesById,
        RadixTree<Instance> instances,
        RadixTree<Instance> instancesByName,
        RadixTree<Instance> instancesByDestination,
        RadixTree<Instance> instancesByKind,
        RadixTree<HealthCheck> checks,
        RadixTree<HealthCheck> checksByInstance,
        RadixTree<HealthCheck> checksByService,
        RadixTree<HealthCheck> checksByStatus) {
    public static final CatalogTable EMPTY =
            new CatalogTable(
                    RadixTree.unindexed(),
                    RadixTree.unindexed(),
                    RadixTree.unindexed(),
                    RadixTree.unindexed(),
                    RadixTree.unindexed(),
                    RadixTree.unindexed(),
                    RadixTree.unindexed(),
                    RadixTree.unindexed(),
                    RadixTree.unindexed(),
                    RadixTree.unindexed());

    public @Nullable Node node(String name) {
        return nodes.get(RowKey.fold(name));
    }

    /** By name, else by id or a part of the id that fits exactly one node. */
    public @Nullable Node nodeByNameOrId(String nameOrId) {
        Node named = node(nameOrId);
        String prefix = named == null ? Uuid.prefixKey(nameOrId) : null;
        if (prefix == null) {
            return named;
        }
        return nodesById.sizeBelow(prefix) == 1 ? nodesById.scan(prefix).next() : null;
    }

    public List<Instance> instancesOn(String node) {
        return instances.below(RowKey.within(node));
    }

    public List<Instance> instancesOf(String service) {
        return instancesByName.below(RowKey.within(service));
    }

    public boolean exists(String service) {
        return instancesByName.sizeBelow(RowKey.within(service)) > 0;
    }

    public boolean isMeshDestination(String service) {
        return instancesByDestination.sizeBelow(RowKey.within(service)) > 0;
    }

    public List<Instance> instancesFor(String destination) {
        return instancesByDestination.below(RowKey.within(destination));
    }

    public List<Instance> instancesOfKind(String kind) {
        return kind.isEmpty()
                ? instances.below("").stream()
                        .filter(instance -> instance.service().kind().isEmpty())
                        .toList()
                : instancesByKind.below(RowKey.withinExact(kind));
    }

    /** The checks of a node and of everything on it. */
    public List<HealthCheck> checksOn(String node) {
        return checks.below(RowKey.within(node));
    }

    /** The checks of one instance alone, or of the node alone when {@code id} is empty. */
    public List<HealthCheck> checksOfInstance(String node, String id) {
        return checksByInstance.below(RowKey.within(node, id));
    }

    public List<HealthCheck> checksOf(String service) {
        return checksByService.below(RowKey.within(service));
    }

    public List<HealthCheck> checksInState(String status) {
        return checksByStatus.below(RowKey.withinExact(status));
    }
}
