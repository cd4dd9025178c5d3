package io.proconsul.dns.answer;

import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.Weights;
import io.proconsul.model.health.CheckServiceNode;
import io.proconsul.model.health.CheckServiceNodes;
import io.proconsul.model.health.CheckStatus;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.preparedquery.ExecuteReply;
import io.proconsul.rpc.Body;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What DNS needs to know of a service instance that may be named, worked out once for each shared
 * reply.
 *
 * @param hasOwnAddress the service has an address of its own, else it is the node's
 * @param address where it is, an address or a name
 * @param ip the address as one; empty when it is a name
 * @param weight its SRV weight, which depends on its health
 */
record Instance(
        String node,
        String datacenter,
        boolean hasOwnAddress,
        String address,
        Optional<IpAddress> ip,
        int port,
        int weight,
        @Nullable Map<String, String> nodeMeta) {

    /** Instances without a critical check. */
    static final Body.Encoding<CheckServiceNodes, List<Instance>> NOT_CRITICAL =
            new Body.Encoding<>(reply -> usable(reply, false));

    /** Instances whose every check passes. */
    static final Body.Encoding<CheckServiceNodes, List<Instance>> PASSING =
            new Body.Encoding<>(reply -> usable(reply, true));

    private static List<Instance> usable(CheckServiceNodes reply, boolean onlyPassing) {
        return Objects.requireNonNullElse(reply.nodes(), List.<CheckServiceNode>of()).stream()
                .filter(instance -> isUsable(instance, onlyPassing))
                .map(Instance::of)
                .toList();
    }

    /** What a prepared query found, which has decided already who is usable. */
    static List<Instance> of(ExecuteReply reply) {
        return Objects.requireNonNullElse(reply.nodes(), List.<CheckServiceNode>of()).stream()
                .map(Instance::of)
                .toList();
    }

    private static boolean isUsable(CheckServiceNode instance, boolean onlyPassing) {
        return checks(instance).stream()
                .map(HealthCheck::status)
                .allMatch(status ->
                        onlyPassing
                                ? status.equals(CheckStatus.PASSING)
                                : !status.equals(CheckStatus.CRITICAL));
    }

    private static List<HealthCheck> checks(CheckServiceNode instance) {
        return Objects.requireNonNullElse(instance.checks(), List.of());
    }

    private static Instance of(CheckServiceNode instance) {
        Node node = Objects.requireNonNull(instance.node(), "an instance stands on a node");
        NodeService service =
                Objects.requireNonNull(instance.service(), "an instance is of a service");
        String own = service.address();
        String address = own.isEmpty() ? node.address() : own;
        return new Instance(
                node.name(),
                node.datacenter(),
                !own.isEmpty(),
                address,
                IpAddress.parse(address),
                service.port(),
                weight(instance, service),
                node.meta());
    }

    private static int weight(CheckServiceNode instance, NodeService service) {
        Weights weights = Objects.requireNonNullElse(service.weights(), Weights.DEFAULT);
        boolean passing =
                checks(instance).stream()
                        .allMatch(check -> check.status().equals(CheckStatus.PASSING));
        return passing ? weights.passing() : weights.warning();
    }
}
