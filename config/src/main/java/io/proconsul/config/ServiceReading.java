package io.proconsul.config;

import io.proconsul.config.ServiceKeys.MeshKeys;
import io.proconsul.config.ServiceKeys.NamedAddress;
import io.proconsul.config.ServiceKeys.PathKeys;
import io.proconsul.config.ServiceKeys.ProxyKeys;
import io.proconsul.config.ServiceKeys.UpstreamKeys;
import io.proconsul.config.ServiceKeys.WeightKeys;
import io.proconsul.model.catalog.ConnectProxyConfig;
import io.proconsul.model.catalog.ExposeConfig;
import io.proconsul.model.catalog.ExposePath;
import io.proconsul.model.catalog.MeshGatewayConfig;
import io.proconsul.model.catalog.ServiceAddress;
import io.proconsul.model.catalog.ServiceConnect;
import io.proconsul.model.catalog.ServiceDefinition;
import io.proconsul.model.catalog.Upstream;
import io.proconsul.model.catalog.Weights;
import io.proconsul.model.health.CheckType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the definitions of services. */
final class ServiceReading {
    private static final int WEIGHT_MAX = 65535;

    private ServiceReading() {}

    /** Reads in the order in which the reference reports what is wrong. */
    static ServiceDefinition service(Settings settings) {
        List<CheckType> checks = checks(settings);
        Map<String, String> meta = meta(settings);
        Weights weights = weights(settings);
        ConnectProxyConfig proxy = proxy(settings);
        ServiceConnect connect = connect(settings);
        return new ServiceDefinition(
                settings.get(ServiceKeys.KIND),
                settings.get(ServiceKeys.ID),
                settings.get(ServiceKeys.NAME),
                orNull(settings.get(ServiceKeys.TAGS)),
                settings.get(ServiceKeys.ADDRESS),
                taggedAddresses(settings),
                meta,
                settings.get(ServiceKeys.PORT),
                CheckType.NONE,
                orNull(checks),
                weights,
                settings.get(ServiceKeys.TOKEN),
                settings.get(ServiceKeys.ENABLE_TAG_OVERRIDE),
                proxy,
                connect);
    }

    private static <T> @Nullable List<T> orNull(List<T> list) {
        return list.isEmpty() ? null : list;
    }

    private static <V> @Nullable Map<String, V> orNull(Map<String, V> map) {
        return map.isEmpty() ? null : map;
    }

    /** The single check of a service comes behind its other checks. */
    private static List<CheckType> checks(Settings settings) {
        var checks = new ArrayList<CheckType>();
        for (Settings check : settings.get(ServiceKeys.CHECKS)) {
            checks.add(CheckDefinition.checkOf(check));
        }
        if (settings.has(ServiceKeys.CHECK)) {
            checks.add(CheckDefinition.checkOf(settings.get(ServiceKeys.CHECK)));
        }
        return checks;
    }

    private static @Nullable Map<String, String> meta(Settings settings) {
        Map<String, String> meta = settings.get(ServiceKeys.META);
        boolean gateway = settings.get(ServiceKeys.KIND).equals(ServiceRules.MESH_GATEWAY);
        String wrong = Metadata.wrong(meta, gateway ? Metadata.FEDERATION : "");
        if (!wrong.isEmpty()) {
            String name = settings.get(ServiceKeys.NAME);
            settings.problemAlone(
                    ServiceKeys.META, "invalid meta for service " + name + ": " + wrong);
        }
        return orNull(meta);
    }

    private static Weights weights(Settings settings) {
        Settings given = settings.get(ServiceKeys.WEIGHTS);
        var weights = new Weights(given.get(WeightKeys.PASSING), given.get(WeightKeys.WARNING));
        String wrong = wrong(weights);
        if (!wrong.isEmpty()) {
            String name = settings.get(ServiceKeys.NAME);
            settings.problemAlone(
                    ServiceKeys.WEIGHTS,
                    "Invalid weight definition for service " + name + ": " + wrong);
        }
        return weights;
    }

    private static String wrong(Weights weights) {
        if (weights.passing() < 1) {
            return "Passing must be greater than 0";
        }
        if (weights.warning() < 0) {
            return "Warning must be greater or equal than 0";
        }
        boolean fits = weights.passing() <= WEIGHT_MAX && weights.warning() <= WEIGHT_MAX;
        return fits ? "" : "DNS Weight must be between 0 and 65535";
    }

    private static @Nullable Map<String, ServiceAddress> taggedAddresses(Settings settings) {
        var addresses = new LinkedHashMap<String, ServiceAddress>();
        settings.get(ServiceKeys.TAGGED_ADDRESSES)
                .forEach((tag, given) ->
                        addresses.put(
                                tag,
                                new ServiceAddress(
                                        given.get(NamedAddress.ADDRESS),
                                        given.get(NamedAddress.PORT))));
        return orNull(addresses);
    }

    private static @Nullable ConnectProxyConfig proxy(Settings settings) {
        if (!settings.has(ServiceKeys.PROXY)) {
            return null;
        }
        Settings given = settings.get(ServiceKeys.PROXY);
        return new ConnectProxyConfig(
                given.get(ProxyKeys.DESTINATION_SERVICE_NAME),
                given.get(ProxyKeys.DESTINATION_SERVICE_ID),
                given.get(ProxyKeys.LOCAL_SERVICE_ADDRESS),
                given.get(ProxyKeys.LOCAL_SERVICE_PORT),
                orNull(given.get(ProxyKeys.CONFIG)),
                orNull(
                        given.get(ProxyKeys.UPSTREAMS).stream()
                                .map(ServiceReading::upstream)
                                .toList()),
                meshGateway(given, ProxyKeys.MESH_GATEWAY_MODE),
                new ExposeConfig(
                        given.get(ProxyKeys.EXPOSE_CHECKS),
                        orNull(
                                given.get(ProxyKeys.EXPOSE_PATHS).stream()
                                        .map(ServiceReading::path)
                                        .toList())));
    }

    private static Upstream upstream(Settings given) {
        String type = given.get(UpstreamKeys.DESTINATION_TYPE);
        return new Upstream(
                type.isEmpty() ? ServiceRules.UPSTREAM_SERVICE : type,
                given.get(UpstreamKeys.DESTINATION_NAMESPACE),
                given.get(UpstreamKeys.DESTINATION_NAME),
                given.get(UpstreamKeys.DATACENTER),
                given.get(UpstreamKeys.LOCAL_BIND_ADDRESS),
                given.get(UpstreamKeys.LOCAL_BIND_PORT),
                orNull(given.get(UpstreamKeys.CONFIG)),
                meshGateway(given, UpstreamKeys.MESH_GATEWAY_MODE),
                null);
    }

    private static MeshGatewayConfig meshGateway(Settings given, Key<String> key) {
        String mode = given.get(key);
        return switch (mode) {
            case "", "none", "local", "remote" -> new MeshGatewayConfig(mode);
            default -> {
                given.problem(key, "Invalid Mesh Gateway Mode: " + GoErrors.quote(mode));
                yield MeshGatewayConfig.NONE;
            }
        };
    }

    private static ExposePath path(Settings given) {
        return new ExposePath(
                given.get(PathKeys.LISTENER_PORT),
                given.get(PathKeys.PATH),
                given.get(PathKeys.LOCAL_PATH_PORT),
                given.get(PathKeys.PROTOCOL),
                false);
    }

    private static @Nullable ServiceConnect connect(Settings settings) {
        if (!settings.has(ServiceKeys.CONNECT)) {
            return null;
        }
        Settings given = settings.get(ServiceKeys.CONNECT);
        boolean sidecar = given.has(MeshKeys.SIDECAR_SERVICE);
        return new ServiceConnect(
                given.get(MeshKeys.NATIVE),
                sidecar ? sidecar(given.get(MeshKeys.SIDECAR_SERVICE)) : null);
    }

    private static ServiceDefinition sidecar(Settings given) {
        ServiceDefinition sidecar = service(given);
        if (!sidecar.id().isEmpty()) {
            given.problem(ServiceKeys.ID, "sidecar_service can't specify an ID");
        }
        ServiceConnect inner = sidecar.connect();
        if (inner != null && inner.sidecarService() != null) {
            given.problem(
                    ServiceKeys.CONNECT, "sidecar_service can't have a nested sidecar_service");
        }
        return sidecar;
    }
}
