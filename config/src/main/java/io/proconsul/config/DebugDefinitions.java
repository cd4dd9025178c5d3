package io.proconsul.config;

import io.proconsul.model.catalog.ConnectProxyConfig;
import io.proconsul.model.catalog.ExposePath;
import io.proconsul.model.catalog.ServiceAddress;
import io.proconsul.model.catalog.ServiceConnect;
import io.proconsul.model.catalog.ServiceDefinition;
import io.proconsul.model.catalog.Upstream;
import io.proconsul.model.catalog.Weights;
import io.proconsul.model.health.CheckType;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Services and checks of files in the form of the debug view. */
final class DebugDefinitions {
    private static final String HIDDEN = "hidden";

    private DebugDefinitions() {}

    static DebugMap check(CheckDefinition definition) {
        CheckType check = definition.check();
        return common(check)
                .put("ID", check.checkId())
                .put("ServiceID", definition.serviceId())
                .put("Token", HIDDEN)
                .put("EnterpriseMeta", Map.of());
    }

    private static DebugMap checkOfService(CheckType check) {
        return common(check)
                .put("CheckID", check.checkId())
                .put("ProxyGRPC", check.proxyGrpc())
                .put("ProxyHTTP", check.proxyHttp());
    }

    private static DebugMap common(CheckType check) {
        return new DebugMap()
                .put("AliasNode", check.aliasNode())
                .put("AliasService", check.aliasService())
                .put("Body", check.body())
                .put("DeregisterCriticalServiceAfter", check.deregisterCriticalServiceAfter())
                .put("DockerContainerID", check.dockerContainerId())
                .put("FailuresBeforeCritical", check.failuresBeforeCritical())
                .put("GRPC", check.grpc())
                .put("GRPCUseTLS", check.grpcUseTls())
                .put("HTTP", check.http())
                .put("Header", orEmpty(check.header()))
                .put("Interval", check.interval())
                .put("Method", check.method())
                .put("Name", check.name())
                .put("Notes", check.notes())
                .put("OutputMaxSize", check.outputMaxSize())
                .put("ScriptArgs", orEmpty(check.scriptArgs()))
                .put("Shell", check.shell())
                .put("Status", check.status())
                .put("SuccessBeforePassing", check.successBeforePassing())
                .put("TCP", check.tcp())
                .put("TLSSkipVerify", check.tlsSkipVerify())
                .put("TTL", check.ttl())
                .put("Timeout", check.timeout());
    }

    static DebugMap service(ServiceDefinition service) {
        ConnectProxyConfig proxy = service.proxy();
        ServiceConnect connect = service.connect();
        var view =
                new DebugMap()
                        .put("Address", service.address())
                        .put("Check", checkOfService(service.check()))
                        .put(
                                "Checks",
                                orEmpty(service.checks()).stream()
                                        .map(DebugDefinitions::checkOfService)
                                        .toList())
                        .put("EnableTagOverride", service.enableTagOverride())
                        .put("EnterpriseMeta", Map.of())
                        .put("ID", service.id())
                        .put("Kind", service.kind())
                        .put("Meta", orEmpty(service.meta()))
                        .put("Name", service.name())
                        .put("Port", service.port())
                        .put("TaggedAddresses", taggedAddresses(service))
                        .put("Tags", orEmpty(service.tags()))
                        .put("Token", HIDDEN)
                        .put(
                                "Weights",
                                weights(
                                        Objects.requireNonNullElse(
                                                service.weights(), Weights.DEFAULT)))
                        .putNull("Connect")
                        .putNull("Proxy");
        if (connect != null) {
            view.put("Connect", connect(connect));
        }
        return proxy == null ? view : view.put("Proxy", proxy(proxy));
    }

    private static DebugMap weights(Weights weights) {
        return new DebugMap().put("Passing", weights.passing()).put("Warning", weights.warning());
    }

    private static DebugMap taggedAddresses(ServiceDefinition service) {
        var view = new DebugMap();
        Map<String, ServiceAddress> addresses = orEmpty(service.taggedAddresses());
        addresses.forEach((tag, address) ->
                view.put(
                        tag,
                        new DebugMap()
                                .put("Address", address.address())
                                .put("Port", address.port())));
        return view;
    }

    private static DebugMap connect(ServiceConnect connect) {
        ServiceDefinition sidecar = connect.sidecarService();
        var view = new DebugMap().put("Native", connect.nativeMesh()).putNull("SidecarService");
        return sidecar == null ? view : view.put("SidecarService", service(sidecar));
    }

    private static DebugMap proxy(ConnectProxyConfig proxy) {
        return new DebugMap()
                .put("Config", orEmpty(proxy.config()))
                .put("DestinationServiceID", proxy.destinationServiceId())
                .put("DestinationServiceName", proxy.destinationServiceName())
                .put(
                        "Expose",
                        new DebugMap()
                                .put("Checks", proxy.expose().checks())
                                .put(
                                        "Paths",
                                        orEmpty(proxy.expose().paths()).stream()
                                                .map(DebugDefinitions::path)
                                                .toList()))
                .put("LocalServiceAddress", proxy.localServiceAddress())
                .put("LocalServicePort", proxy.localServicePort())
                .put("MeshGateway", new DebugMap().put("Mode", proxy.meshGateway().mode()))
                .put(
                        "Upstreams",
                        orEmpty(proxy.upstreams()).stream()
                                .map(DebugDefinitions::upstream)
                                .toList());
    }

    private static DebugMap path(ExposePath path) {
        return new DebugMap()
                .put("ListenerPort", path.listenerPort())
                .put("LocalPathPort", path.localPathPort())
                .put("ParsedFromCheck", path.parsedFromCheck())
                .put("Path", path.path())
                .put("Protocol", path.protocol());
    }

    private static DebugMap upstream(Upstream upstream) {
        return new DebugMap()
                .put("Config", orEmpty(upstream.config()))
                .put("Datacenter", upstream.datacenter())
                .put("DestinationName", upstream.destinationName())
                .put("DestinationNamespace", upstream.destinationNamespace())
                .put("DestinationType", upstream.destinationType())
                .put("IngressHosts", orEmpty(upstream.ingressHosts()))
                .put("LocalBindAddress", upstream.localBindAddress())
                .put("LocalBindPort", upstream.localBindPort())
                .put("MeshGateway", new DebugMap().put("Mode", upstream.meshGateway().mode()));
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static <V> Map<String, V> orEmpty(@Nullable Map<String, V> map) {
        return map == null ? Map.of() : map;
    }
}
