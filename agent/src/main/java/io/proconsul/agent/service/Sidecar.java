package io.proconsul.agent.service;

import io.proconsul.model.catalog.ConnectProxyConfig;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.ServiceConnect;
import io.proconsul.model.catalog.ServiceDefinition;
import io.proconsul.model.catalog.Weights;
import io.proconsul.model.health.CheckType;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The proxy that is registered beside a service because the service asks for it: {@code
 * <id>-sidecar-proxy}, on a port of its own, with two checks unless it names others.
 */
public final class Sidecar {
    private static final String ID_SUFFIX = "-sidecar-proxy";
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration LISTENING_INTERVAL = Duration.ofSeconds(10);

    private Sidecar() {}

    /** Gives out ports to sidecars that name none. */
    @FunctionalInterface
    public interface Ports {
        /** A port for the sidecar of that id, the one it has if it has one; empty: none is left. */
        OptionalInt portFor(String sidecarId);
    }

    public static String idFor(String serviceId) {
        return serviceId + ID_SUFFIX;
    }

    /**
     * The sidecar of a registration, if it asks for one.
     *
     * @throws AgentRefusal when the sidecar breaks a rule or no port is left; the text stands alone
     */
    public static Optional<Registration> of(Registration parent, Ports ports, String portRange) {
        ServiceDefinition asked = parent.service().connect().sidecarService();
        if (asked == null) {
            return Optional.empty();
        }
        ServiceRules.brokenMeta(asked).ifPresent(Sidecar::refuse);
        NodeService service =
                service(parent.service(), asked, port(parent, asked, ports, portRange));
        return Optional.of(
                new Registration(
                        service,
                        checks(parent.service(), asked, service),
                        asked.token().isEmpty() ? parent.token() : asked.token()));
    }

    private static void refuse(String why) {
        throw AgentRefusal.invalid(why);
    }

    private static int port(
            Registration parent, ServiceDefinition asked, Ports ports, String portRange) {
        if (asked.port() > 0) {
            return asked.port();
        }
        return ports.portFor(idFor(parent.service().id()))
                .orElseThrow(() ->
                        AgentRefusal.invalid(
                                "no port provided for sidecar_service and " + portRange));
    }

    private static NodeService service(NodeService parent, ServiceDefinition asked, int port) {
        return new NodeService(
                ProxyRules.CONNECT_PROXY,
                idFor(parent.id()),
                asked.name().isEmpty() ? parent.name() + ID_SUFFIX : asked.name(),
                asked.tags(),
                asked.address(),
                AddressRules.tagged(asked.taggedAddresses(), asked.address(), port),
                asked.meta(),
                port,
                Objects.requireNonNullElse(asked.weights(), Weights.DEFAULT),
                asked.enableTagOverride(),
                proxy(parent, Definitions.resolved(asked).proxy()),
                ServiceConnect.NONE,
                true,
                0,
                0);
    }

    private static ConnectProxyConfig proxy(NodeService parent, ConnectProxyConfig asked) {
        return new ConnectProxyConfig(
                orElse(asked.destinationServiceName(), parent.name()),
                orElse(asked.destinationServiceId(), parent.id()),
                orElse(asked.localServiceAddress(), LOOPBACK),
                asked.localServicePort() < 1 ? parent.port() : asked.localServicePort(),
                asked.config(),
                asked.upstreams(),
                asked.meshGateway(),
                asked.expose());
    }

    private static String orElse(String given, String otherwise) {
        return given.isEmpty() ? otherwise : given;
    }

    private static List<CheckType> checks(
            NodeService parent, ServiceDefinition asked, NodeService sidecar) {
        List<CheckType> given = Definitions.checks(asked);
        if (!given.isEmpty()) {
            ServiceRules.brokenChecks(given).ifPresent(Sidecar::refuse);
            return given;
        }
        String listening = HostPort.join(sidecar.proxy().localServiceAddress(), sidecar.port());
        return List.of(
                CheckTypes.tcp("Connect Sidecar Listening", listening, LISTENING_INTERVAL),
                CheckTypes.alias("Connect Sidecar Aliasing " + parent.id(), parent.id()));
    }
}
