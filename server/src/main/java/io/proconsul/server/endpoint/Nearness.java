package io.proconsul.server.endpoint;

import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.ServiceNode;
import io.proconsul.model.health.CheckServiceNode;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.query.QuerySource;
import io.proconsul.server.query.Question;
import io.proconsul.state.Read;
import io.proconsul.state.Reads;
import io.proconsul.state.Root;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * Sorts what is found by the distance from whoever asks. Distances within another datacenter say
 * nothing about somebody here, so those answers keep their order.
 *
 * @param datacenter the server's own
 */
record Nearness(String datacenter) {
    /** How far behind the first an instance of the near node is looked for. */
    private static final int SEARCH_DEPTH = 10;

    <R> Question<?, R> nodes(
            Read<List<Node>> read, QuerySource source, Function<List<Node>, R> show) {
        return question(read, Node::name, source, show);
    }

    <R> Question<?, R> instances(
            Read<List<ServiceNode>> read, QuerySource source, Function<List<ServiceNode>, R> show) {
        return question(read, ServiceNode::node, source, show);
    }

    <R> Question<?, R> checks(
            Read<List<HealthCheck>> read, QuerySource source, Function<List<HealthCheck>, R> show) {
        return question(read, HealthCheck::node, source, show);
    }

    <R> Question<?, R> health(
            Read<List<CheckServiceNode>> read,
            QuerySource source,
            Function<List<CheckServiceNode>, R> show) {
        return question(read, Nearness::nodeOf, source, show);
    }

    /** Sorted answers are not kept: distances change and leave no trace in the answer's index. */
    private <T, R> Question<?, R> question(
            Read<List<T>> read,
            Function<T, String> node,
            QuerySource source,
            Function<List<T>, R> show) {
        boolean sorted = !source.node().isEmpty() && source.datacenter().equals(datacenter);
        return sorted
                ? Question.cheap(Reads.nearestFirst(read, node, source.node()), show)
                : Question.of(read, show);
    }

    /**
     * Instances on the nearest nodes first. One on the very node comes before all others that are
     * as near, and also where nobody knows distances, if it is among the first few (as in 1.8.7).
     */
    static List<CheckServiceNode> sorted(List<CheckServiceNode> rows, String node, Root root) {
        List<CheckServiceNode> order =
                new ArrayList<>(Reads.nearestFirst(root, rows, Nearness::nodeOf, node));
        for (int i = 0; i < Math.min(SEARCH_DEPTH, order.size()); i++) {
            if (nodeOf(order.get(i)).equals(node)) {
                Collections.swap(order, 0, i);
                break;
            }
        }
        return order;
    }

    private static String nodeOf(CheckServiceNode row) {
        return HealthEndpoint.node(row).name();
    }
}
