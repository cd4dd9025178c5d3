package io.proconsul.agent.service;

import io.proconsul.model.catalog.ConnectProxyConfig;
import io.proconsul.model.catalog.ExposePath;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.ServiceConnect;
import io.proconsul.model.catalog.ServiceDefinition;
import io.proconsul.model.catalog.Upstream;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What proxies, gateways and services with a sidecar must keep. All broken rules are told at once,
 * in the reference's words and order (vectors agent-040, agent-041; the rest observed on 1.8.7).
 */
final class ProxyRules {
    static final String CONNECT_PROXY = "connect-proxy";
    static final String MESH_GATEWAY = "mesh-gateway";
    static final String TERMINATING_GATEWAY = "terminating-gateway";
    static final String INGRESS_GATEWAY = "ingress-gateway";

    private static final Set<String> UPSTREAM_TYPES = Set.of("", "service", "prepared_query");
    private static final Set<String> EXPOSED_PROTOCOLS = Set.of("", "http", "http2");
    private static final int MAX_PORT = 65535;

    private final NodeService service;
    private final List<String> broken = new ArrayList<>();

    private ProxyRules(NodeService service) {
        this.service = service;
    }

    /** All rules the service breaks, as one text. */
    static Optional<String> brokenBy(NodeService service) {
        ProxyRules rules = new ProxyRules(service);
        switch (service.kind()) {
            case CONNECT_PROXY -> rules.connectProxy();
            case MESH_GATEWAY, TERMINATING_GATEWAY -> {
                rules.gatewayPort();
                rules.gateway();
            }
            case INGRESS_GATEWAY -> rules.gateway();
            default -> {} // any other word is taken as it is, as the reference does
        }
        rules.sidecar();
        return rules.broken.isEmpty() ? Optional.empty() : Optional.of(listed(rules.broken));
    }

    /** Several errors in the one form that callers know. */
    private static String listed(List<String> errors) {
        StringBuilder text =
                new StringBuilder(
                        errors.size() == 1
                                ? "1 error occurred:\n"
                                : errors.size() + " errors occurred:\n");
        errors.forEach(error -> text.append("\t* ").append(error).append('\n'));
        return text.append('\n').toString();
    }

    private void connectProxy() {
        ConnectProxyConfig proxy = service.proxy();
        if (proxy.destinationServiceName().isBlank()) {
            broken.add("Proxy.DestinationServiceName must be non-empty for Connect proxy services");
        }
        if (service.port() == 0) {
            broken.add("Port must be set for a Connect proxy");
        }
        if (service.connect().nativeMesh()) {
            broken.add("A Proxy cannot also be Connect Native, only typical services");
        }
        upstreams(proxy);
        exposedPaths(proxy);
    }

    private void upstreams(ConnectProxyConfig proxy) {
        Set<List<String>> destinations = new HashSet<>();
        Set<String> addresses = new HashSet<>();
        for (Upstream upstream : orEmpty(proxy.upstreams())) {
            Optional<String> wrong = brokenUpstream(upstream);
            if (wrong.isPresent()) {
                broken.add(wrong.get());
            } else if (!destinations.add(destination(upstream))) {
                broken.add("upstreams cannot contain duplicates of " + described(upstream));
            } else if (!addresses.add(listening(upstream))) {
                broken.add(
                        "upstreams cannot contain duplicates by local bind address and port; \"%s\""
                                        .formatted(listening(upstream))
                                + " is specified twice");
            }
        }
    }

    private static Optional<String> brokenUpstream(Upstream upstream) {
        if (!UPSTREAM_TYPES.contains(upstream.destinationType())) {
            return Optional.of(
                    "unknown upstream destination type: \"" + upstream.destinationType() + "\"");
        }
        if (upstream.destinationName().isEmpty()) {
            return Optional.of("upstream destination name cannot be empty");
        }
        return upstream.localBindPort() == 0
                ? Optional.of("upstream local bind port cannot be zero")
                : Optional.empty();
    }

    private static List<String> destination(Upstream upstream) {
        return List.of(
                upstream.destinationType(),
                upstream.destinationName(),
                upstream.destinationNamespace(),
                upstream.datacenter());
    }

    private static String described(Upstream upstream) {
        return "[type=\"%s\", name=\"%s\", namespace=\"%s\", datacenter=\"%s\"]"
                .formatted(destination(upstream).toArray());
    }

    private static String listening(Upstream upstream) {
        String address =
                upstream.localBindAddress().isEmpty() ? "127.0.0.1" : upstream.localBindAddress();
        return HostPort.join(address, upstream.localBindPort());
    }

    private void exposedPaths(ConnectProxyConfig proxy) {
        Set<String> paths = new HashSet<>();
        Set<Integer> ports = new HashSet<>();
        for (ExposePath path : orEmpty(proxy.expose().paths())) {
            if (path.path().isEmpty()) {
                broken.add("expose.paths: empty path exposed");
            }
            if (!paths.add(path.path())) {
                broken.add("expose.paths: duplicate paths exposed");
            }
            if (!ports.add(path.listenerPort())) {
                broken.add("expose.paths: duplicate listener ports exposed");
            }
            if (path.listenerPort() <= 0 || path.listenerPort() > MAX_PORT) {
                broken.add("expose.paths: invalid listener port: " + path.listenerPort());
            }
            if (!EXPOSED_PROTOCOLS.contains(path.protocol().toLowerCase(Locale.ROOT))) {
                broken.add(
                        "protocol '%s' not supported for path: %s, must be in: [http http2]"
                                .formatted(path.protocol(), path.path()));
            }
        }
    }

    private void gatewayPort() {
        if (service.port() == 0) {
            broken.add("Port must be non-zero for a " + service.kind());
        }
    }

    private void gateway() {
        ConnectProxyConfig proxy = service.proxy();
        if (service.connect().sidecarService() != null) {
            broken.add("A " + service.kind() + " cannot have a sidecar service defined");
        }
        refuse("DestinationServiceName", proxy.destinationServiceName().isEmpty());
        refuse("DestinationServiceID", proxy.destinationServiceId().isEmpty());
        refuse("LocalServiceAddress", proxy.localServiceAddress().isEmpty());
        refuse("LocalServicePort", proxy.localServicePort() == 0);
        refuse("Upstreams", orEmpty(proxy.upstreams()).isEmpty());
    }

    private void refuse(String member, boolean unset) {
        if (!unset) {
            broken.add(
                    "The Proxy.%s configuration is invalid for a %s"
                            .formatted(member, service.kind()));
        }
    }

    private void sidecar() {
        ServiceDefinition sidecar = service.connect().sidecarService();
        if (sidecar == null) {
            return;
        }
        if (!sidecar.id().isEmpty()) {
            broken.add("A SidecarService cannot specify an ID as this is managed by the agent");
        }
        ServiceConnect nested = sidecar.connect();
        if (nested != null && nested.sidecarService() != null) {
            broken.add("A SidecarService cannot have a nested SidecarService");
        }
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
