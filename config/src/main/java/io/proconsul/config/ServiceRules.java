package io.proconsul.config;

import io.proconsul.model.catalog.ConnectProxyConfig;
import io.proconsul.model.catalog.ExposePath;
import io.proconsul.model.catalog.ServiceConnect;
import io.proconsul.model.catalog.ServiceDefinition;
import io.proconsul.model.catalog.Upstream;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** What proxies and gateways must and must not say about themselves. */
final class ServiceRules {
    static final String MESH_GATEWAY = "mesh-gateway";

    /** The type of an upstream that says nothing. */
    static final String UPSTREAM_SERVICE = "service";

    private static final String PROXY = "connect-proxy";
    private static final String INGRESS_GATEWAY = "ingress-gateway";
    private static final Set<String> GATEWAYS =
            Set.of(MESH_GATEWAY, "terminating-gateway", INGRESS_GATEWAY);
    private static final Set<String> UPSTREAM_TYPES = Set.of(UPSTREAM_SERVICE, "prepared_query");
    private static final Set<String> PROTOCOLS = Set.of("", "http", "http2");
    private static final int PORT_MAX = 65535;

    private final ServiceDefinition service;
    private final ConnectProxyConfig proxy;
    private final ServiceConnect connect;
    private final List<String> errors = new ArrayList<>();

    private ServiceRules(ServiceDefinition service) {
        this.service = service;
        this.proxy = Objects.requireNonNullElse(service.proxy(), ConnectProxyConfig.NONE);
        this.connect = Objects.requireNonNullElse(service.connect(), ServiceConnect.NONE);
    }

    /** All that is wrong, in the recorded order. */
    static List<String> errors(ServiceDefinition service) {
        var rules = new ServiceRules(service);
        if (service.kind().equals(PROXY)) {
            rules.checkProxy();
        }
        if (GATEWAYS.contains(service.kind())) {
            rules.checkGateway();
        }
        return rules.errors;
    }

    private void checkProxy() {
        wrongIf(
                proxy.destinationServiceName().isBlank(),
                "Proxy.DestinationServiceName must be non-empty for Connect proxy services");
        wrongIf(service.port() == 0, "Port must be set for a Connect proxy");
        wrongIf(
                connect.nativeMesh(),
                "A Proxy cannot also be Connect Native, only typical services");
        checkUpstreams();
        checkPaths();
    }

    private void checkUpstreams() {
        Set<String> keys = new HashSet<>();
        Set<String> listeners = new HashSet<>();
        for (Upstream upstream :
                Objects.requireNonNullElse(proxy.upstreams(), List.<Upstream>of())) {
            String error = error(upstream);
            String key = key(upstream);
            if (!error.isEmpty()) {
                errors.add(error);
            } else if (!keys.add(key)) {
                errors.add("upstreams cannot contain duplicates of " + key);
            } else if (!listeners.add(listener(upstream))) {
                errors.add(
                        "upstreams cannot contain duplicates by local bind address and port: "
                                + GoErrors.quote(listener(upstream)));
            }
        }
    }

    private static String error(Upstream upstream) {
        if (!UPSTREAM_TYPES.contains(upstream.destinationType())) {
            return "unknown upstream destination type: "
                    + GoErrors.quote(upstream.destinationType());
        }
        if (upstream.destinationName().isEmpty()) {
            return "upstream destination name cannot be empty";
        }
        return upstream.localBindPort() == 0 ? "upstream local bind port cannot be zero" : "";
    }

    private static String key(Upstream upstream) {
        return "[type="
                + GoErrors.quote(upstream.destinationType())
                + ", name="
                + GoErrors.quote(upstream.destinationName())
                + ", namespace="
                + GoErrors.quote(upstream.destinationNamespace())
                + ", datacenter="
                + GoErrors.quote(upstream.datacenter())
                + "]";
    }

    private static String listener(Upstream upstream) {
        String address = upstream.localBindAddress();
        return (address.isEmpty() ? "127.0.0.1" : address) + ":" + upstream.localBindPort();
    }

    private void checkPaths() {
        Set<String> paths = new HashSet<>();
        Set<Integer> listeners = new HashSet<>();
        for (ExposePath path :
                Objects.requireNonNullElse(proxy.expose().paths(), List.<ExposePath>of())) {
            wrongIf(path.path().isEmpty(), "expose.paths: empty path exposed");
            wrongIf(!paths.add(path.path()), "expose.paths: duplicate paths exposed");
            wrongIf(
                    !listeners.add(path.listenerPort()),
                    "expose.paths: duplicate listener ports exposed");
            boolean port = path.listenerPort() > 0 && path.listenerPort() <= PORT_MAX;
            wrongIf(!port, "expose.paths: invalid listener port: " + path.listenerPort());
            String protocol = path.protocol().toLowerCase(Locale.ROOT);
            wrongIf(
                    !PROTOCOLS.contains(protocol),
                    "protocol '"
                            + protocol
                            + "' not supported for path: "
                            + path.path()
                            + ", must be in: [http http2]");
        }
    }

    private void checkGateway() {
        String kind = service.kind();
        wrongIf(
                service.port() == 0 && !kind.equals(INGRESS_GATEWAY),
                "Port must be non-zero for a " + kind);
        wrongIf(
                connect.sidecarService() != null,
                "A " + kind + " cannot have a sidecar service defined");
        refuse(!proxy.destinationServiceName().isEmpty(), "DestinationServiceName");
        refuse(!proxy.destinationServiceId().isEmpty(), "DestinationServiceID");
        refuse(!proxy.localServiceAddress().isEmpty(), "LocalServiceAddress");
        refuse(proxy.localServicePort() != 0, "LocalServicePort");
        refuse(proxy.upstreams() != null, "Upstreams");
    }

    private void refuse(boolean set, String field) {
        wrongIf(set, "The Proxy." + field + " configuration is invalid for a " + service.kind());
    }

    private void wrongIf(boolean wrong, String error) {
        if (wrong) {
            errors.add(error);
        }
    }
}
