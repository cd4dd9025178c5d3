package io.proconsul.server;

import io.proconsul.model.catalog.ConnectProxyConfig;
import io.proconsul.model.catalog.DeregisterRequest;
import io.proconsul.model.catalog.NodeRequest;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.RegisterRequest;
import io.proconsul.model.catalog.ServiceConnect;
import io.proconsul.model.catalog.ServiceRequest;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.health.HealthCheckDefinition;
import io.proconsul.model.kv.KeyListRequest;
import io.proconsul.model.kv.KeyRequest;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.kv.KvRequest;
import io.proconsul.model.kv.KvVerb;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.query.QuerySource;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.model.session.Session;
import io.proconsul.model.session.SessionQuery;
import io.proconsul.model.session.SessionRequest;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Requests with what a test cares about; everything else as a client leaves it. */
public final class Requests {
    private Requests() {}

    public static QueryOptions waiting(long index) {
        return QueryOptions.DEFAULT.waitingFor(index, Duration.ofSeconds(15));
    }

    public static QueryOptions filtered(String filter) {
        return new QueryOptions(
                "",
                0,
                Duration.ZERO,
                false,
                false,
                false,
                Duration.ZERO,
                Duration.ZERO,
                false,
                Duration.ZERO,
                filter);
    }

    public static QueryOptions consistent() {
        return new QueryOptions(
                "",
                0,
                Duration.ZERO,
                false,
                true,
                false,
                Duration.ZERO,
                Duration.ZERO,
                false,
                Duration.ZERO,
                "");
    }

    public static KeyRequest key(String key) {
        return new KeyRequest("dc1", key, QueryOptions.DEFAULT);
    }

    public static KeyListRequest names(String prefix, String separator) {
        return new KeyListRequest("dc1", prefix, separator, QueryOptions.DEFAULT);
    }

    public static KvRequest set(String key, String value) {
        return kv(KvVerb.SET, key, value, "", 0);
    }

    public static KvRequest kv(
            String verb, String key, String value, String session, long modifyIndex) {
        return new KvRequest(
                "dc1",
                verb,
                new KvEntry(
                        0, key, 0, value.getBytes(StandardCharsets.UTF_8), session, 0, modifyIndex),
                WriteOptions.NONE);
    }

    public static RegisterRequest node(String node, String address) {
        return register(node, "", address, null, null);
    }

    public static RegisterRequest register(
            String node,
            String id,
            String address,
            @Nullable NodeService service,
            @Nullable HealthCheck check) {
        return new RegisterRequest(
                "dc1",
                id,
                node,
                address,
                null,
                null,
                service,
                check,
                null,
                false,
                WriteOptions.NONE,
                0,
                0);
    }

    public static RegisterRequest service(String node, String name, int port) {
        return register(node, "", "10.0.0.1", instance("", name, port, null), null);
    }

    public static NodeService instance(
            String id, String name, int port, @Nullable List<String> tags) {
        return new NodeService(
                "",
                id,
                name,
                tags,
                "",
                null,
                null,
                port,
                null,
                false,
                ConnectProxyConfig.NONE,
                ServiceConnect.NONE,
                false,
                0,
                0);
    }

    public static HealthCheck check(String node, String id, String status, String serviceId) {
        return new HealthCheck(
                node,
                id,
                id,
                status,
                "",
                "",
                serviceId,
                "",
                null,
                "",
                HealthCheckDefinition.NONE,
                0,
                0);
    }

    public static DeregisterRequest deregister(String node, String serviceId, String checkId) {
        return new DeregisterRequest("dc1", node, serviceId, checkId, WriteOptions.NONE);
    }

    public static NodeRequest ofNode(String node) {
        return new NodeRequest("dc1", node, QueryOptions.DEFAULT);
    }

    public static ServiceRequest ofService(String name) {
        return ofService(name, null, QueryOptions.DEFAULT);
    }

    public static ServiceRequest ofService(
            String name, @Nullable Map<String, String> nodeMeta, QueryOptions options) {
        return new ServiceRequest(
                "dc1",
                nodeMeta,
                name,
                "",
                null,
                "",
                false,
                QuerySource.NONE,
                false,
                false,
                options);
    }

    public static ServiceRequest tagged(String name, String... tags) {
        return new ServiceRequest(
                "dc1",
                null,
                name,
                "",
                List.of(tags),
                "",
                true,
                QuerySource.NONE,
                false,
                false,
                QueryOptions.DEFAULT);
    }

    public static SessionRequest create(String node, String behavior, String ttl) {
        return new SessionRequest(
                "dc1",
                SessionRequest.CREATE,
                new Session(
                        "",
                        "",
                        node,
                        Duration.ofSeconds(15),
                        behavior,
                        ttl,
                        List.of(),
                        null,
                        null,
                        0,
                        0),
                WriteOptions.NONE);
    }

    public static SessionRequest destroy(String id) {
        return new SessionRequest(
                "dc1",
                SessionRequest.DESTROY,
                new Session(id, "", "", Duration.ZERO, "", "", null, null, null, 0, 0),
                WriteOptions.NONE);
    }

    public static SessionQuery session(String id) {
        return new SessionQuery("dc1", "", id, QueryOptions.DEFAULT);
    }
}
