package io.proconsul.server.endpoint;

import io.proconsul.model.catalog.ConnectProxyConfig;
import io.proconsul.model.catalog.ExposePath;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.ServiceConnect;
import io.proconsul.model.catalog.ServiceDefinition;
import io.proconsul.model.catalog.Upstream;
import io.proconsul.rpc.RpcException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a service instance must fulfil to get into the catalog, beside having a name. Only the kinds
 * of the mesh have rules; all violations are told at once (texts observed on 1.8.7).
 */
final class ServiceRules {
    private static final String CONNECT_PROXY = "connect-proxy";
    private static final String INGRESS_GATEWAY = "ingress-gateway";
    private static final Set<String> GATEWAYS =
            Set.of(INGRESS_GATEWAY, "mesh-gateway", "terminating-gateway");

    /** Addresses that mean every interface, in these spellings only. */
    private static final Set<String> ANY = Set.of("0.0.0.0", "::", "[::]");

    private static final String LOOPBACK = "127.0.0.1";
    private static final int MAX_PORT = 65_535;

    private final List<String> violations = new ArrayList<>();

    private ServiceRules() {}

    /**
     * The instance with its id filled in.
     *
     * @throws RpcException when it breaks a rule
     */
    static NodeService complete(NodeService service) {
        ServiceRules rules = new ServiceRules();
        rules.check(service);
        if (!rules.violations.isEmpty()) {
            throw new RpcException(rules.text());
        }
        if (!service.id().isEmpty() && service.name().isEmpty()) {
            throw new RpcException("Must provide service name with ID");
        }
        if (ANY.contains(service.address())) {
            throw new RpcException("Invalid service address");
        }
        return service.id().isEmpty() ? withId(service, service.name()) : service;
    }

    private static NodeService withId(NodeService service, String id) {
        return new NodeService(
                service.kind(),
                id,
                service.name(),
                service.tags(),
                service.address(),
                service.taggedAddresses(),
                service.meta(),
                service.port(),
                service.weights(),
                service.enableTagOverride(),
                service.proxy(),
                service.connect(),
                service.locallyRegisteredAsSidecar(),
                service.createIndex(),
                service.modifyIndex());
    }

    /** The layout of Go's multierror. */
    private String text() {
        int count = violations.size();
        StringBuilder text = new StringBuilder();
        text.append(count).append(count == 1 ? " error occurred:" : " errors occurred:");
        violations.forEach(violation -> text.append("\n\t* ").append(violation));
        return text.append("\n\n").toString();
    }

    private void check(NodeService service) {
        if (service.kind().equals(CONNECT_PROXY)) {
            checkProxy(service);
        }
        if (GATEWAYS.contains(service.kind())) {
            checkGateway(service);
        }
        checkSidecar(service.connect());
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            violations.add(otherwise);
        }
    }

    private void checkProxy(NodeService service) {
        ConnectProxyConfig proxy = service.proxy();
        require(
                !proxy.destinationServiceName().isBlank(),
                "Proxy.DestinationServiceName must be non-empty for Connect proxy services");
        require(service.port() != 0, "Port must be set for a Connect proxy");
        require(
                !service.connect().nativeMesh(),
                "A Proxy cannot also be Connect Native, only typical services");
        List<Upstream> upstreams = proxy.upstreams();
        if (upstreams != null) {
            checkUpstreams(upstreams);
        }
        List<ExposePath> paths = proxy.expose().paths();
        if (paths != null) {
            checkPaths(paths);
        }
    }

    private void checkUpstreams(List<Upstream> upstreams) {
        Set<String> destinations = new HashSet<>();
        Set<String> binds = new HashSet<>();
        for (Upstream upstream : upstreams) {
            String destination = destination(upstream);
            String bind = bind(upstream);
            if (!checkUpstream(upstream)) {
                continue;
            }
            if (!destinations.add(destination)) {
                violations.add("upstreams cannot contain duplicates of " + destination);
            } else if (!binds.add(bind)) {
                violations.add(
                        "upstreams cannot contain duplicates by local bind address and port; \""
                                + bind
                                + "\" is specified twice");
            }
        }
    }

    private boolean checkUpstream(Upstream upstream) {
        int before = violations.size();
        switch (upstream.destinationType()) {
            case "", "service", "prepared_query" -> checkNameAndPort(upstream);
            default ->
                    violations.add(
                            "unknown upstream destination type: \""
                                    + upstream.destinationType()
                                    + "\"");
        }
        return violations.size() == before;
    }

    private void checkNameAndPort(Upstream upstream) {
        if (upstream.destinationName().isEmpty()) {
            violations.add("upstream destination name cannot be empty");
        } else {
            require(upstream.localBindPort() != 0, "upstream local bind port cannot be zero");
        }
    }

    private static String destination(Upstream upstream) {
        return "[type=\"%s\", name=\"%s\", namespace=\"%s\", datacenter=\"%s\"]"
                .formatted(
                        upstream.destinationType(),
                        upstream.destinationName(),
                        upstream.destinationNamespace(),
                        upstream.datacenter());
    }

    private static String bind(Upstream upstream) {
        String given = upstream.localBindAddress();
        String address = given.isEmpty() ? LOOPBACK : given;
        String bracketed = address.indexOf(':') < 0 ? address : "[" + address + "]";
        return bracketed + ":" + upstream.localBindPort();
    }

    private void checkPaths(List<ExposePath> paths) {
        Set<String> known = new HashSet<>();
        Set<Integer> ports = new HashSet<>();
        for (ExposePath path : paths) {
            int port = path.listenerPort();
            require(!path.path().isEmpty(), "expose.paths: empty path exposed");
            require(known.add(path.path()), "expose.paths: duplicate paths exposed");
            require(ports.add(port), "expose.paths: duplicate listener ports exposed");
            require(port > 0 && port <= MAX_PORT, "expose.paths: invalid listener port: " + port);
            checkProtocol(path);
        }
    }

    private void checkProtocol(ExposePath path) {
        String protocol = path.protocol().toLowerCase(Locale.ROOT);
        switch (protocol) {
            case "", "http", "http2" -> {}
            default ->
                    violations.add(
                            "protocol '%s' not supported for path: %s, must be in: [http http2]"
                                    .formatted(protocol, path.path()));
        }
    }

    private void checkGateway(NodeService service) {
        String kind = service.kind();
        require(
                service.port() != 0 || kind.equals(INGRESS_GATEWAY),
                "Port must be non-zero for a " + kind);
        require(
                service.connect().sidecarService() == null,
                "A " + kind + " cannot have a sidecar service defined");
        ConnectProxyConfig proxy = service.proxy();
        requireUnset(proxy.destinationServiceName().isEmpty(), "DestinationServiceName", kind);
        requireUnset(proxy.destinationServiceId().isEmpty(), "DestinationServiceID", kind);
        requireUnset(proxy.localServiceAddress().isEmpty(), "LocalServiceAddress", kind);
        requireUnset(proxy.localServicePort() == 0, "LocalServicePort", kind);
        List<Upstream> upstreams = proxy.upstreams();
        requireUnset(upstreams == null || upstreams.isEmpty(), "Upstreams", kind);
    }

    private void requireUnset(boolean unset, String member, String kind) {
        require(unset, "The Proxy." + member + " configuration is invalid for a " + kind);
    }

    private void checkSidecar(ServiceConnect connect) {
        ServiceDefinition sidecar = connect.sidecarService();
        if (sidecar == null) {
            return;
        }
        require(
                sidecar.id().isEmpty(),
                "A SidecarService cannot specify an ID as this is managed by the agent");
        ServiceConnect nested = sidecar.connect();
        require(
                nested == null || nested.sidecarService() == null,
                "A SidecarService cannot have a nested SidecarService");
    }
}
