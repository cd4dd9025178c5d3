package io.proconsul.state;

import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.state.table.Indexes;
import io.proconsul.state.table.Instance;
import io.proconsul.state.watch.Table;
import io.proconsul.state.watch.Topic;

import org.jspecify.annotations.Nullable;

/** How service instances come, change and go. */
final class ServiceRules {
    private final Draft draft;

    ServiceRules(Draft draft) {
        this.draft = draft;
    }

    /** Makes the instance be as wanted. */
    void ensure(String node, NodeService wanted) {
        String problem = Metadata.problem(wanted.meta());
        if (problem != null) {
            throw new Refusal(
                    "Invalid Service Meta for node %s and serviceID %s: %s"
                            .formatted(node, wanted.id(), problem));
        }
        if (draft.catalog.node(node) == null) {
            throw new Refusal("Missing node registration");
        }
        if (wanted.id().isEmpty()) {
            throw new Refusal("failed inserting service: object missing primary index");
        }
        NodeService before = draft.catalog.service(node, wanted.id());
        if (before == null || !isSame(before, wanted)) {
            put(node, before, wanted);
        }
    }

    /** Ensures it if it has the index expected; an expected 0 means that it is not there. */
    boolean cas(String node, NodeService wanted) {
        NodeService before = draft.catalog.service(node, wanted.id());
        if ((before == null ? 0 : before.modifyIndex()) != wanted.modifyIndex()) {
            return false;
        }
        ensure(node, wanted);
        return true;
    }

    /** Removes an instance with its checks. */
    void delete(String node, String id) {
        NodeService service = draft.catalog.service(node, id);
        if (service == null) {
            return;
        }
        for (HealthCheck check : draft.catalog.checksOfInstance(node, id)) {
            draft.checkRules.delete(node, check.checkId());
        }
        Instance instance = new Instance(node, service);
        draft.catalog.removeInstance(instance);
        tableChanged(instance);
        settle(instance);
    }

    boolean deleteCas(String node, NodeService expected) {
        NodeService service = draft.catalog.service(node, expected.id());
        if (service == null || service.modifyIndex() != expected.modifyIndex()) {
            return false;
        }
        delete(node, expected.id());
        return true;
    }

    /**
     * An instance, its node or one of its checks changed: what is asked about it has a new index.
     */
    void touch(Instance instance) {
        draft.raise(Indexes.service(instance.service().name()));
        mark(instance);
    }

    /** Something that goes by a service's name changed, though maybe no instance did. */
    void touchName(String name) {
        draft.changed(new Topic.ServiceName(name));
        if (draft.catalog.exists(name)) {
            draft.raise(Indexes.service(name));
        }
    }

    private void put(String node, @Nullable NodeService before, NodeService wanted) {
        long created = before == null ? draft.index() : before.createIndex();
        Instance instance = new Instance(node, Stamp.service(wanted, created, draft.index()));
        draft.catalog.putInstance(instance);
        tableChanged(instance);
        if (before != null) {
            leave(new Instance(node, before), instance);
        }
        touch(instance);
    }

    /**
     * An instance may have changed in place what it stands for. The reference leaves the index of
     * the name it had alone, so that who waits there never hears of it; here that name lost an
     * instance like any other.
     */
    private void leave(Instance before, Instance after) {
        if (!standsForTheSame(before, after)) {
            mark(before);
            settle(before);
        }
    }

    /** After an instance is gone: what it stood for goes on with others, or is extinct. */
    private void settle(Instance gone) {
        String name = gone.service().name();
        settle(draft.catalog.exists(name), Indexes.service(name), Indexes.EXTINCTION);
        String destination = gone.meshDestination();
        if (!destination.isEmpty()) {
            settle(
                    draft.catalog.isMeshDestination(destination),
                    Indexes.mesh(destination),
                    Indexes.MESH_EXTINCTION);
        }
    }

    private void settle(boolean goesOn, String own, String extinction) {
        if (goesOn) {
            draft.raise(own);
        } else {
            draft.forget(own);
            draft.raise(extinction);
        }
    }

    private void tableChanged(Instance instance) {
        draft.raise(Indexes.SERVICES);
        draft.changed(new Topic.Whole(Table.SERVICES));
        draft.nodeRules.mark(instance.node());
        mark(instance);
    }

    /** Tells who watches any of what the instance stands for. */
    private void mark(Instance instance) {
        NodeService service = instance.service();
        draft.raise(Indexes.kind(service.kind()));
        draft.changed(new Topic.Kind(service.kind()));
        draft.changed(new Topic.ServiceName(service.name()));
        if (!instance.meshDestination().isEmpty()) {
            draft.raise(Indexes.mesh(instance.meshDestination()));
            draft.changed(new Topic.MeshDestination(instance.meshDestination()));
        }
    }

    private static boolean standsForTheSame(Instance a, Instance b) {
        return a.service().name().equals(b.service().name())
                && a.service().kind().equals(b.service().kind())
                && a.meshDestination().equals(b.meshDestination());
    }

    private static boolean isSame(NodeService before, NodeService wanted) {
        return before.equals(Stamp.service(wanted, before.createIndex(), before.modifyIndex()));
    }
}
