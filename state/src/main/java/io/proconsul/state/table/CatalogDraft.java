package io.proconsul.state.table;

import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.state.tree.TreeBatch;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The catalog while it is being changed: keeps every way to a row in step with the row. */
public final class CatalogDraft {
    private final TreeBatch<Node> nodes;
    private final TreeBatch<Node> nodesById;
    private final TreeBatch<Instance> instances;
    private final TreeBatch<Instance> instancesByName;
    private final TreeBatch<Instance> instancesByDestination;
    private final TreeBatch<Instance> instancesByKind;
    private final TreeBatch<HealthCheck> checks;
    private final TreeBatch<HealthCheck> checksByInstance;
    private final TreeBatch<HealthCheck> checksByService;
    private final TreeBatch<HealthCheck> checksByStatus;

    public CatalogDraft(CatalogTable from) {
        nodes = from.nodes().batch();
        nodesById = from.nodesById().batch();
        instances = from.instances().batch();
        instancesByName = from.instancesByName().batch();
        instancesByDestination = from.instancesByDestination().batch();
        instancesByKind = from.instancesByKind().batch();
        checks = from.checks().batch();
        checksByInstance = from.checksByInstance().batch();
        checksByService = from.checksByService().batch();
        checksByStatus = from.checksByStatus().batch();
    }

    public CatalogTable table() {
        return new CatalogTable(
                nodes.tree(),
                nodesById.tree(),
                instances.tree(),
                instancesByName.tree(),
                instancesByDestination.tree(),
                instancesByKind.tree(),
                checks.tree(),
                checksByInstance.tree(),
                checksByService.tree(),
                checksByStatus.tree());
    }

    public void reset(CatalogTable to) {
        nodes.reset(to.nodes());
        nodesById.reset(to.nodesById());
        instances.reset(to.instances());
        instancesByName.reset(to.instancesByName());
        instancesByDestination.reset(to.instancesByDestination());
        instancesByKind.reset(to.instancesByKind());
        checks.reset(to.checks());
        checksByInstance.reset(to.checksByInstance());
        checksByService.reset(to.checksByService());
        checksByStatus.reset(to.checksByStatus());
    }

    public @Nullable Node node(String name) {
        return nodes.get(RowKey.fold(name));
    }

    public @Nullable Node nodeById(String id) {
        return nodesById.get(Uuid.key(id));
    }

    public void putNode(Node node) {
        Node before = nodes.put(RowKey.fold(node.name()), node);
        relink(nodesById, before, node, CatalogDraft::idKey);
    }

    public void removeNode(Node node) {
        nodes.remove(RowKey.fold(node.name()));
        relink(nodesById, node, null, CatalogDraft::idKey);
    }

    public @Nullable NodeService service(String node, String id) {
        Instance instance = instances.get(RowKey.of(node, id));
        return instance == null ? null : instance.service();
    }

    public List<Instance> instancesOn(String node) {
        return instances.below(RowKey.within(node));
    }

    public boolean exists(String service) {
        return instancesByName.first(RowKey.within(service)) != null;
    }

    public boolean isMeshDestination(String service) {
        return instancesByDestination.first(RowKey.within(service)) != null;
    }

    public void putInstance(Instance instance) {
        Instance before =
                instances.put(RowKey.of(instance.node(), instance.service().id()), instance);
        relinkInstance(before, instance);
    }

    public void removeInstance(Instance instance) {
        instances.remove(RowKey.of(instance.node(), instance.service().id()));
        relinkInstance(instance, null);
    }

    private void relinkInstance(@Nullable Instance from, @Nullable Instance to) {
        relink(instancesByName, from, to, CatalogDraft::nameKey);
        relink(instancesByDestination, from, to, CatalogDraft::destinationKey);
        relink(instancesByKind, from, to, CatalogDraft::kindKey);
    }

    public @Nullable HealthCheck check(String node, String id) {
        return checks.get(RowKey.of(node, id));
    }

    public List<HealthCheck> checksOn(String node) {
        return checks.below(RowKey.within(node));
    }

    public List<HealthCheck> checksOfInstance(String node, String id) {
        return checksByInstance.below(RowKey.within(node, id));
    }

    public void putCheck(HealthCheck check) {
        HealthCheck before = checks.put(RowKey.of(check.node(), check.checkId()), check);
        relinkCheck(before, check);
    }

    public void removeCheck(HealthCheck check) {
        checks.remove(RowKey.of(check.node(), check.checkId()));
        relinkCheck(check, null);
    }

    private void relinkCheck(@Nullable HealthCheck from, @Nullable HealthCheck to) {
        relink(checksByInstance, from, to, CatalogDraft::instanceKey);
        relink(checksByService, from, to, CatalogDraft::serviceKey);
        relink(checksByStatus, from, to, CatalogDraft::statusKey);
    }

    /** Moves a row in an index; where a key is null, the row is not in that index. */
    private static <V> void relink(
            TreeBatch<V> index, @Nullable V from, @Nullable V to, Key<V> keyOf) {
        String before = from == null ? null : keyOf.of(from);
        String now = to == null ? null : keyOf.of(to);
        if (before != null && !before.equals(now)) {
            index.remove(before);
        }
        if (to != null && now != null) {
            index.put(now, to);
        }
    }

    /** Under what a row stands in an index; null where it does not. */
    private interface Key<V> {
        @Nullable String of(V row);
    }

    private static @Nullable String idKey(Node node) {
        return node.id().isEmpty() ? null : Uuid.key(node.id());
    }

    private static String nameKey(Instance i) {
        return RowKey.of(i.service().name(), i.node(), i.service().id());
    }

    private static @Nullable String destinationKey(Instance i) {
        String destination = i.meshDestination();
        return destination.isEmpty() ? null : RowKey.of(destination, i.node(), i.service().id());
    }

    private static @Nullable String kindKey(Instance i) {
        String kind = i.service().kind();
        return kind.isEmpty() ? null : RowKey.ofExact(kind, i.node(), i.service().id());
    }

    private static String instanceKey(HealthCheck check) {
        return RowKey.of(check.node(), check.serviceId(), check.checkId());
    }

    private static @Nullable String serviceKey(HealthCheck check) {
        String service = check.serviceName();
        return service.isEmpty() ? null : RowKey.of(service, check.node(), check.checkId());
    }

    private static String statusKey(HealthCheck check) {
        return RowKey.ofExact(check.status(), check.node(), check.checkId());
    }
}
