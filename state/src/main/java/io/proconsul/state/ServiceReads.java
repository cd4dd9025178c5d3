package io.proconsul.state;

import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.ServiceNode;
import io.proconsul.state.table.Indexes;
import io.proconsul.state.table.Instance;
import io.proconsul.state.table.RowKey;
import io.proconsul.state.watch.Table;
import io.proconsul.state.watch.Topic;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Questions about services. */
final class ServiceReads {
    private ServiceReads() {}

    record Names(Map<String, String> meta) implements Read<Map<String, List<String>>> {
        @Override
        public Set<Topic> topics() {
            return meta.isEmpty()
                    ? Set.of(new Topic.Whole(Table.SERVICES))
                    : Set.of(new Topic.Whole(Table.SERVICES), new Topic.Whole(Table.NODES));
        }

        @Override
        public long index(Root root) {
            return meta.isEmpty()
                    ? root.indexes().of(Indexes.SERVICES)
                    : root.indexes().highest(Indexes.SERVICES, Indexes.NODES);
        }

        @Override
        public Reading<Map<String, List<String>>> on(Root root) {
            SortedMap<String, SortedSet<String>> tags = new TreeMap<>();
            for (Instance instance : instances(root)) {
                SortedSet<String> known =
                        tags.computeIfAbsent(instance.service().name(), _ -> new TreeSet<>());
                known.addAll(tagsOf(instance.service()));
            }
            return new Reading<>(index(root), lists(tags));
        }

        private Iterable<Instance> instances(Root root) {
            if (meta.isEmpty()) {
                return root.catalog().instances();
            }
            return root.catalog().nodes().below("").stream()
                    .filter(node -> NodeReads.carries(node, meta))
                    .map(node -> root.catalog().instancesOn(node.name()))
                    .flatMap(Collection::stream)
                    .toList();
        }

        private static Map<String, List<String>> lists(SortedMap<String, SortedSet<String>> tags) {
            SortedMap<String, List<String>> lists = new TreeMap<>();
            tags.forEach((name, known) -> lists.put(name, List.copyOf(known)));
            return Collections.unmodifiableMap(lists);
        }
    }

    /** The instances of a service, those that carry all of some tags. */
    record Of(String name, List<String> tags) implements Read<List<ServiceNode>> {
        @Override
        public Set<Topic> topics() {
            return Set.of(new Topic.ServiceName(name));
        }

        @Override
        public long index(Root root) {
            return root.indexes().ofService(name, root.catalog().exists(name), false);
        }

        @Override
        public Reading<List<ServiceNode>> on(Root root) {
            List<Instance> all = root.catalog().instancesOf(name);
            List<Instance> tagged =
                    tags.isEmpty() ? all : all.stream().filter(this::isTagged).toList();
            return new Reading<>(
                    root.indexes().ofService(name, !all.isEmpty(), false), withNodes(root, tagged));
        }

        private boolean isTagged(Instance instance) {
            List<String> folded = tagsOf(instance.service()).stream().map(RowKey::fold).toList();
            return tags.stream().map(RowKey::fold).allMatch(folded::contains);
        }
    }

    /**
     * The instances that take mesh traffic for a service. The reference answers with the index of
     * the service by name, which proxies do not raise; here they do, so that nobody waits past a
     * change.
     */
    record For(String destination) implements Read<List<ServiceNode>> {
        @Override
        public Set<Topic> topics() {
            return Set.of(
                    new Topic.MeshDestination(destination), new Topic.ServiceName(destination));
        }

        @Override
        public long index(Root root) {
            boolean exists = root.catalog().isMeshDestination(destination);
            return Math.max(
                    root.indexes().ofService(destination, exists, false),
                    root.indexes().ofMesh(destination, exists));
        }

        @Override
        public Reading<List<ServiceNode>> on(Root root) {
            return new Reading<>(
                    index(root), withNodes(root, root.catalog().instancesFor(destination)));
        }
    }

    record At(String address) implements Read<List<ServiceNode>> {
        @Override
        public Set<Topic> topics() {
            return Set.of(new Topic.Whole(Table.SERVICES), new Topic.Whole(Table.NODES));
        }

        @Override
        public long index(Root root) {
            return root.indexes().highest(Indexes.SERVICES, Indexes.NODES);
        }

        @Override
        public Reading<List<ServiceNode>> on(Root root) {
            List<Instance> found = new ArrayList<>();
            for (Instance instance : root.catalog().instances()) {
                if (isAt(instance.service())) {
                    found.add(instance);
                }
            }
            return new Reading<>(index(root), withNodes(root, found));
        }

        private boolean isAt(NodeService service) {
            return service.address().equals(address)
                    || (service.taggedAddresses() != null
                            && service.taggedAddresses().values().stream()
                                    .anyMatch(tagged -> tagged.address().equals(address)));
        }
    }

    private static List<String> tagsOf(NodeService service) {
        return service.tags() == null ? List.of() : service.tags();
    }

    private static List<ServiceNode> withNodes(Root root, List<Instance> instances) {
        return instances.stream()
                .map(instance -> flat(nodeOf(root, instance), instance.service()))
                .toList();
    }

    /** The node an instance is on; there is one as long as there is the instance. */
    static Node nodeOf(Root root, Instance instance) {
        @Nullable Node node = root.catalog().node(instance.node());
        if (node == null) {
            throw new AssertionError(
                    "instance " + instance.service().id() + " on absent node " + instance.node());
        }
        return node;
    }

    private static ServiceNode flat(Node node, NodeService service) {
        @Nullable Map<String, String> meta = service.meta();
        return new ServiceNode(
                node.id(),
                node.name(),
                node.address(),
                node.datacenter(),
                node.taggedAddresses(),
                node.meta(),
                service.kind(),
                service.id(),
                service.name(),
                service.tags(),
                service.address(),
                service.taggedAddresses(),
                Weighing.of(service.weights()),
                meta == null ? Map.of() : meta, // never missing in this form, on the wire either
                service.port(),
                service.enableTagOverride(),
                service.proxy(),
                service.connect(),
                service.createIndex(),
                service.modifyIndex());
    }
}
