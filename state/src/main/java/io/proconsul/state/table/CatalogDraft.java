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
        if (before != null && !before.id().isEmpty()) {
            nodesById.remove(Uuid.key(before.id()));
        }
        if (!node.id().isEmpty()) {
            nodesById.put(Uuid.key(node.id()), node);
        }
    }

    public void removeNode(Node node) {
        nodes.remove(RowKey.fold(node.name()));
        if (!node.id().isEmpty()) {
            nodesById.remove(Uuid.key(node.id()));
        }
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
        String node = instance.node();
        NodeService service = instance.service();
        Instance before = instances.put(RowKey.of(node, service.id()), instance);
        if (before != null) {
            unlink(before);
        }
        instancesByName.put(RowKey.of(service.name(), node, service.id()), instance);
        if (!instance.meshDestination().isEmpty()) {
            instancesByDestination.put(
                    RowKey.of(instance.meshDestination(), node, service.id()), instance);
        }
        if (!service.kind().isEmpty()) {
            instancesByKind.put(RowKey.ofExact(service.kind(), node, service.id()), instance);
        }
    }

    public void removeInstance(Instance instance) {
        instances.remove(RowKey.of(instance.node(), instance.service().id()));
        unlink(instance);
    }

    private void unlink(Instance instance) {
        String node = instance.node();
        NodeService service = instance.service();
        instancesByName.remove(RowKey.of(service.name(), node, service.id()));
        instancesByDestination.remove(RowKey.of(instance.meshDestination(), node, service.id()));
        instancesByKind.remove(RowKey.ofExact(service.kind(), node, service.id()));
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
        if (before != null) {
            unlink(before);
        }
        String node = check.node();
        String id = check.checkId();
        checksByInstance.put(RowKey.of(node, check.serviceId(), id), check);
        checksByStatus.put(RowKey.ofExact(check.status(), node, id), check);
        if (!check.serviceName().isEmpty()) {
            checksByService.put(RowKey.of(check.serviceName(), node, id), check);
        }
    }

    public void removeCheck(HealthCheck check) {
        checks.remove(RowKey.of(check.node(), check.checkId()));
        unlink(check);
    }

    private void unlink(HealthCheck check) {
        String node = check.node();
        String id = check.checkId();
        checksByInstance.remove(RowKey.of(node, check.serviceId(), id));
        checksByStatus.remove(RowKey.ofExact(check.status(), node, id));
        checksByService.remove(RowKey.of(check.serviceName(), node, id));
    }
}
