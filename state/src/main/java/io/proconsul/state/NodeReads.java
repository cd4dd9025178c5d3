package io.proconsul.state;

import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.NodeServiceList;
import io.proconsul.model.catalog.NodeServices;
import io.proconsul.state.table.Indexes;
import io.proconsul.state.table.Instance;
import io.proconsul.state.table.Uuid;
import io.proconsul.state.watch.Table;
import io.proconsul.state.watch.Topic;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Questions about nodes. */
final class NodeReads {
    private NodeReads() {}

    record All(Map<String, String> meta) implements Read<List<Node>> {
        @Override
        public Set<Topic> topics() {
            return Set.of(new Topic.Whole(Table.NODES));
        }

        @Override
        public long index(Root root) {
            return root.indexes().of(Indexes.NODES);
        }

        @Override
        public Reading<List<Node>> on(Root root) {
            List<Node> all = root.catalog().nodes().below("");
            return new Reading<>(
                    index(root),
                    meta.isEmpty()
                            ? all
                            : all.stream().filter(node -> carries(node, meta)).toList());
        }
    }

    record One(String nameOrId) implements Read<@Nullable Node> {
        @Override
        public Set<Topic> topics() {
            return topicsOf(nameOrId);
        }

        @Override
        public long index(Root root) {
            return root.indexes().of(Indexes.NODES);
        }

        @Override
        public Reading<@Nullable Node> on(Root root) {
            return new Reading<>(index(root), root.catalog().nodeByNameOrId(nameOrId));
        }
    }

    record Services(String nameOrId) implements Read<@Nullable NodeServices> {
        @Override
        public Set<Topic> topics() {
            return topicsOf(nameOrId);
        }

        @Override
        public long index(Root root) {
            return indexOf(root, root.catalog().nodeByNameOrId(nameOrId));
        }

        @Override
        public Reading<@Nullable NodeServices> on(Root root) {
            Node node = root.catalog().nodeByNameOrId(nameOrId);
            return new Reading<>(
                    indexOf(root, node),
                    node == null ? null : new NodeServices(node, byId(root, node)));
        }

        private static Map<String, NodeService> byId(Root root, Node node) {
            SortedMap<String, NodeService> services = new TreeMap<>();
            for (Instance instance : root.catalog().instancesOn(node.name())) {
                services.put(instance.service().id(), instance.service());
            }
            return Collections.unmodifiableMap(services);
        }
    }

    record ServiceList(String nameOrId) implements Read<NodeServiceList> {
        @Override
        public Set<Topic> topics() {
            return topicsOf(nameOrId);
        }

        @Override
        public long index(Root root) {
            return indexOf(root, root.catalog().nodeByNameOrId(nameOrId));
        }

        @Override
        public Reading<NodeServiceList> on(Root root) {
            Node node = root.catalog().nodeByNameOrId(nameOrId);
            return new Reading<>(
                    indexOf(root, node),
                    node == null
                            ? new NodeServiceList(null, null)
                            : new NodeServiceList(node, services(root, node)));
        }

        /** A known node without any has null, not an empty list (observed on 1.8.7). */
        private static @Nullable List<NodeService> services(Root root, Node node) {
            List<Instance> instances = root.catalog().instancesOn(node.name());
            return instances.isEmpty() ? null : instances.stream().map(Instance::service).toList();
        }
    }

    /** Whether the node carries all of the pairs. */
    static boolean carries(@Nullable Node node, Map<String, String> meta) {
        if (meta.isEmpty()) {
            return true;
        }
        return node != null
                && node.meta() != null
                && node.meta().entrySet().containsAll(meta.entrySet());
    }

    /** The services of an unknown node have no index (observed on 1.8.7). */
    private static long indexOf(Root root, @Nullable Node node) {
        return node == null ? 0 : root.indexes().highest(Indexes.NODES, Indexes.SERVICES);
    }

    /** A part of an id stands for a node that is only known by looking at all of them. */
    private static Set<Topic> topicsOf(String nameOrId) {
        boolean partOfId = Uuid.prefixKey(nameOrId) != null && Uuid.problem(nameOrId) != null;
        return partOfId
                ? Set.of(
                        new Topic.NodeName(nameOrId),
                        new Topic.Whole(Table.NODES),
                        new Topic.Whole(Table.SERVICES))
                : Set.of(new Topic.NodeName(nameOrId));
    }
}
