package io.proconsul.agent.sync;

import io.proconsul.model.catalog.ConnectProxyConfig;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.Upstream;
import io.proconsul.model.health.HealthCheck;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Whether two definitions say the same. Indexes do not count, and neither does whether something
 * empty is missing or there: encodings along the way do not keep that difference.
 */
final class Likeness {
    private Likeness() {}

    static boolean alike(NodeService a, NodeService b) {
        return a.kind().equals(b.kind())
                && a.id().equals(b.id())
                && a.name().equals(b.name())
                && alike(a.tags(), b.tags())
                && a.address().equals(b.address())
                && alike(a.taggedAddresses(), b.taggedAddresses())
                && alike(a.meta(), b.meta())
                && a.port() == b.port()
                && Objects.equals(a.weights(), b.weights())
                && a.enableTagOverride() == b.enableTagOverride()
                && alike(a.proxy(), b.proxy())
                && a.connect().nativeMesh() == b.connect().nativeMesh();
    }

    private static boolean alike(ConnectProxyConfig a, ConnectProxyConfig b) {
        return a.destinationServiceName().equals(b.destinationServiceName())
                && a.destinationServiceId().equals(b.destinationServiceId())
                && a.localServiceAddress().equals(b.localServiceAddress())
                && a.localServicePort() == b.localServicePort()
                && Objects.equals(plain(a.config()), plain(b.config()))
                && Objects.equals(plain(a.upstreams()), plain(b.upstreams()))
                && a.meshGateway().equals(b.meshGateway())
                && a.expose().checks() == b.expose().checks()
                && alike(a.expose().paths(), b.expose().paths());
    }

    static boolean alike(HealthCheck a, HealthCheck b, boolean ignoreOutput) {
        return a.node().equals(b.node())
                && a.checkId().equals(b.checkId())
                && a.name().equals(b.name())
                && a.status().equals(b.status())
                && a.notes().equals(b.notes())
                && (ignoreOutput || a.output().equals(b.output()))
                && a.serviceId().equals(b.serviceId())
                && a.serviceName().equals(b.serviceName())
                && alike(a.serviceTags(), b.serviceTags())
                && a.definition().equals(b.definition());
    }

    static <T> boolean alike(@Nullable List<T> a, @Nullable List<T> b) {
        return orEmpty(a).equals(orEmpty(b));
    }

    static <T> boolean alike(@Nullable Map<String, T> a, @Nullable Map<String, T> b) {
        return orEmpty(a).equals(orEmpty(b));
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static <T> Map<String, T> orEmpty(@Nullable Map<String, T> map) {
        return map == null ? Map.of() : map;
    }

    /** Any value in a form in which equal numbers are equal and emptiness has one form. */
    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Number number -> number.doubleValue();
            case List<?> list ->
                    list.isEmpty() ? null : list.stream().map(Likeness::plain).toList();
            case Map<?, ?> map -> map.isEmpty() ? null : plainMap(map);
            case Upstream upstream -> plainUpstream(upstream);
            default -> value;
        };
    }

    private static Map<Object, @Nullable Object> plainMap(Map<?, ?> map) {
        Map<Object, @Nullable Object> result = new HashMap<>();
        map.forEach((key, value) -> result.put(key, plain(value)));
        return result;
    }

    private static Object plainUpstream(Upstream upstream) {
        return Arrays.asList(
                upstream.destinationType(),
                upstream.destinationNamespace(),
                upstream.destinationName(),
                upstream.datacenter(),
                upstream.localBindAddress(),
                upstream.localBindPort(),
                plain(upstream.config()),
                upstream.meshGateway(),
                plain(upstream.ingressHosts()));
    }
}
