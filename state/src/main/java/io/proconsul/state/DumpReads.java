package io.proconsul.state;

import io.proconsul.model.catalog.Node;
import io.proconsul.model.health.CheckServiceNode;
import io.proconsul.model.internal.WholeNode;
import io.proconsul.state.table.Indexes;
import io.proconsul.state.table.Instance;
import io.proconsul.state.watch.Table;
import io.proconsul.state.watch.Topic;

import java.util.List;
import java.util.Set;

/** Wide questions: nodes with everything on them, all instances. */
final class DumpReads {
    private static final Set<Topic> CATALOG =
            Set.of(
                    new Topic.Whole(Table.NODES),
                    new Topic.Whole(Table.SERVICES),
                    new Topic.Whole(Table.CHECKS));

    private DumpReads() {}

    record Nodes() implements Read<List<WholeNode>> {
        @Override
        public Set<Topic> topics() {
            return CATALOG;
        }

        @Override
        public long index(Root root) {
            return highest(root);
        }

        @Override
        public Reading<List<WholeNode>> on(Root root) {
            return new Reading<>(
                    highest(root),
                    root.catalog().nodes().below("").stream()
                            .map(node -> info(root, node))
                            .toList());
        }
    }

    /** A list of one, or of none when the node is unknown. */
    record OneNode(String name) implements Read<List<WholeNode>> {
        @Override
        public Set<Topic> topics() {
            return Set.of(new Topic.NodeName(name));
        }

        @Override
        public long index(Root root) {
            return highest(root);
        }

        @Override
        public Reading<List<WholeNode>> on(Root root) {
            Node node = root.catalog().node(name);
            return new Reading<>(
                    highest(root), node == null ? List.of() : List.of(info(root, node)));
        }
    }

    record Instances() implements Read<List<CheckServiceNode>> {
        @Override
        public Set<Topic> topics() {
            return CATALOG;
        }

        @Override
        public long index(Root root) {
            return highest(root);
        }

        @Override
        public Reading<List<CheckServiceNode>> on(Root root) {
            return new Reading<>(
                    highest(root),
                    HealthReads.withChecks(root, root.catalog().instances().below("")));
        }
    }

    private static long highest(Root root) {
        return root.indexes().highest(Indexes.NODES, Indexes.SERVICES, Indexes.CHECKS);
    }

    private static WholeNode info(Root root, Node node) {
        return new WholeNode(
                node.id(),
                node.name(),
                node.address(),
                node.taggedAddresses(),
                node.meta(),
                root.catalog().instancesOn(node.name()).stream().map(Instance::service).toList(),
                root.catalog().checksOn(node.name()));
    }
}
