package io.proconsul.agent.service;

import io.proconsul.model.catalog.ConnectProxyConfig;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.ServiceConnect;
import io.proconsul.model.catalog.ServiceDefinition;
import io.proconsul.model.catalog.Upstream;
import io.proconsul.model.catalog.Weights;
import io.proconsul.model.health.CheckType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What follows from a definition without looking at anything else. */
public final class Definitions {
    private Definitions() {}

    /**
     * The service a definition describes, with all that was left out filled in. The sidecar's
     * definition still hangs on it.
     */
    public static NodeService resolved(ServiceDefinition definition) {
        return new NodeService(
                definition.kind(),
                definition.id().isEmpty() ? definition.name() : definition.id(),
                definition.name(),
                definition.tags(),
                definition.address(),
                AddressRules.tagged(
                        definition.taggedAddresses(), definition.address(), definition.port()),
                definition.meta(),
                definition.port(),
                Objects.requireNonNullElse(definition.weights(), Weights.DEFAULT),
                definition.enableTagOverride(),
                proxy(definition.proxy()),
                Objects.requireNonNullElse(definition.connect(), ServiceConnect.NONE),
                false,
                0,
                0);
    }

    private static ConnectProxyConfig proxy(@Nullable ConnectProxyConfig given) {
        if (given == null) {
            return ConnectProxyConfig.NONE;
        }
        List<Upstream> upstreams = given.upstreams();
        return new ConnectProxyConfig(
                given.destinationServiceName(),
                given.destinationServiceId(),
                given.localServiceAddress(),
                given.localServicePort(),
                given.config(),
                upstreams == null ? null : upstreams.stream().map(Definitions::upstream).toList(),
                given.meshGateway(),
                given.expose());
    }

    private static Upstream upstream(Upstream given) {
        if (!given.destinationType().isEmpty()) {
            return given;
        }
        return new Upstream(
                "service",
                given.destinationNamespace(),
                given.destinationName(),
                given.datacenter(),
                given.localBindAddress(),
                given.localBindPort(),
                given.config(),
                given.meshGateway(),
                given.ingressHosts());
    }

    /** All checks of a definition: the single one first. */
    public static List<CheckType> checks(ServiceDefinition definition) {
        List<CheckType> checks = new ArrayList<>();
        if (!definition.check().equals(CheckType.NONE)) {
            checks.add(definition.check());
        }
        List<CheckType> more = definition.checks();
        if (more != null) {
            checks.addAll(more);
        }
        return checks;
    }

    /** The id of the n-th (from 1) of a service's checks. */
    public static String checkId(String serviceId, CheckType check, int number, int count) {
        if (!check.checkId().isEmpty()) {
            return check.checkId();
        }
        return count > 1 ? "service:" + serviceId + ":" + number : "service:" + serviceId;
    }

    /** The name of a service's check. */
    public static String checkName(String serviceName, CheckType check) {
        return check.name().isEmpty() ? "Service '" + serviceName + "' check" : check.name();
    }

    /** The service without its sidecar's definition, which never leaves the agent. */
    public static NodeService withoutSidecar(NodeService service) {
        return new NodeService(
                service.kind(),
                service.id(),
                service.name(),
                service.tags(),
                service.address(),
                service.taggedAddresses(),
                service.meta(),
                service.port(),
                service.weights(),
                service.enableTagOverride(),
                service.proxy(),
                new ServiceConnect(service.connect().nativeMesh(), null),
                service.locallyRegisteredAsSidecar(),
                0,
                0);
    }
}
