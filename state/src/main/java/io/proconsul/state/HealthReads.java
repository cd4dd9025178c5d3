package io.proconsul.state;

import io.proconsul.model.health.CheckServiceNode;
import io.proconsul.model.health.CheckStatus;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.state.table.Indexes;
import io.proconsul.state.table.Instance;
import io.proconsul.state.watch.Table;
import io.proconsul.state.watch.Topic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Questions about checks, and about instances with their checks. */
final class HealthReads {
    private HealthReads() {}

    record ChecksOn(String node) implements Read<List<HealthCheck>> {
        @Override
        public Set<Topic> topics() {
            return Set.of(new Topic.NodeName(node));
        }

        @Override
        public long index(Root root) {
            return root.indexes().of(Indexes.CHECKS);
        }

        @Override
        public Reading<List<HealthCheck>> on(Root root) {
            return new Reading<>(index(root), root.catalog().checksOn(node));
        }
    }

    /** With conditions on nodes the index is the service's, without that of all checks. */
    record ChecksOf(String name, Map<String, String> meta) implements Read<List<HealthCheck>> {
        @Override
        public Set<Topic> topics() {
            return Set.of(new Topic.ServiceName(name));
        }

        @Override
        public long index(Root root) {
            return meta.isEmpty()
                    ? root.indexes().of(Indexes.CHECKS)
                    : root.indexes().ofService(name, true, true);
        }

        @Override
        public Reading<List<HealthCheck>> on(Root root) {
            return new Reading<>(
                    index(root), onNodesWith(root, root.catalog().checksOf(name), meta));
        }
    }

    /**
     * With conditions on nodes a change of a node counts too; the reference leaves it out, so that
     * who waits there never hears of it.
     */
    record InState(String state, Map<String, String> meta) implements Read<List<HealthCheck>> {
        @Override
        public Set<Topic> topics() {
            Topic changes =
                    state.equals(CheckStatus.ANY)
                            ? new Topic.Whole(Table.CHECKS)
                            : new Topic.CheckState(state);
            return meta.isEmpty() ? Set.of(changes) : Set.of(changes, new Topic.Whole(Table.NODES));
        }

        @Override
        public long index(Root root) {
            return meta.isEmpty()
                    ? root.indexes().of(Indexes.CHECKS)
                    : root.indexes().highest(Indexes.CHECKS, Indexes.NODES);
        }

        @Override
        public Reading<List<HealthCheck>> on(Root root) {
            List<HealthCheck> checks =
                    state.equals(CheckStatus.ANY)
                            ? root.catalog().checks().below("")
                            : root.catalog().checksInState(state);
            return new Reading<>(index(root), onNodesWith(root, checks, meta));
        }
    }

    record Of(String name) implements Read<List<CheckServiceNode>> {
        @Override
        public Set<Topic> topics() {
            return Set.of(new Topic.ServiceName(name));
        }

        @Override
        public long index(Root root) {
            return root.indexes().ofService(name, root.catalog().exists(name), true);
        }

        @Override
        public Reading<List<CheckServiceNode>> on(Root root) {
            return new Reading<>(index(root), withChecks(root, root.catalog().instancesOf(name)));
        }
    }

    /** The instances that take mesh traffic for a service; the index is that of their own names. */
    record For(String destination) implements Read<List<CheckServiceNode>> {
        @Override
        public Set<Topic> topics() {
            return Set.of(
                    new Topic.MeshDestination(destination), new Topic.ServiceName(destination));
        }

        @Override
        public long index(Root root) {
            return indexOf(root, root.catalog().instancesFor(destination));
        }

        @Override
        public Reading<List<CheckServiceNode>> on(Root root) {
            List<Instance> instances = root.catalog().instancesFor(destination);
            return new Reading<>(indexOf(root, instances), withChecks(root, instances));
        }

        private long indexOf(Root root, List<Instance> instances) {
            long ofNames =
                    instances.stream()
                            .map(instance -> instance.service().name())
                            .distinct()
                            .mapToLong(name -> root.indexes().ofService(name, true, true))
                            .max()
                            .orElseGet(() -> root.indexes().ofService(destination, false, true));
            return Math.max(ofNames, root.indexes().ofMesh(destination, !instances.isEmpty()));
        }
    }

    record OfKind(String kind) implements Read<List<CheckServiceNode>> {
        @Override
        public Set<Topic> topics() {
            return Set.of(new Topic.Kind(kind));
        }

        @Override
        public long index(Root root) {
            return root.indexes().of(Indexes.kind(kind));
        }

        @Override
        public Reading<List<CheckServiceNode>> on(Root root) {
            return new Reading<>(
                    index(root), withChecks(root, root.catalog().instancesOfKind(kind)));
        }
    }

    private static List<HealthCheck> onNodesWith(
            Root root, List<HealthCheck> checks, Map<String, String> meta) {
        return meta.isEmpty()
                ? checks
                : checks.stream()
                        .filter(check -> NodeReads.carries(root.catalog().node(check.node()), meta))
                        .toList();
    }

    static List<CheckServiceNode> withChecks(Root root, List<Instance> instances) {
        return instances.stream().map(instance -> withChecks(root, instance)).toList();
    }

    /** The node's checks stand before the instance's own. */
    private static CheckServiceNode withChecks(Root root, Instance instance) {
        List<HealthCheck> ofNode = root.catalog().checksOfInstance(instance.node(), "");
        List<HealthCheck> own =
                root.catalog().checksOfInstance(instance.node(), instance.service().id());
        return new CheckServiceNode(
                ServiceReads.nodeOf(root, instance), instance.service(), joined(ofNode, own));
    }

    private static List<HealthCheck> joined(List<HealthCheck> first, List<HealthCheck> second) {
        if (first.isEmpty() || second.isEmpty()) {
            return first.isEmpty() ? second : first;
        }
        List<HealthCheck> both = new ArrayList<>(first.size() + second.size());
        both.addAll(first);
        both.addAll(second);
        return Collections.unmodifiableList(both);
    }
}
