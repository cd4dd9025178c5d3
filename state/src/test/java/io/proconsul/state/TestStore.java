package io.proconsul.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.proconsul.model.catalog.ConnectProxyConfig;
import io.proconsul.model.catalog.DeregisterRequest;
import io.proconsul.model.catalog.ExposeConfig;
import io.proconsul.model.catalog.MeshGatewayConfig;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.RegisterRequest;
import io.proconsul.model.catalog.ServiceConnect;
import io.proconsul.model.command.Command;
import io.proconsul.model.command.CoordinateBatch;
import io.proconsul.model.command.TombstoneRequest;
import io.proconsul.model.coordinate.Coordinate;
import io.proconsul.model.coordinate.Vivaldi;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.health.HealthCheckDefinition;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.kv.KvRequest;
import io.proconsul.model.kv.KvVerb;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.model.session.Session;
import io.proconsul.model.session.SessionRequest;
import io.proconsul.model.txn.TxnOp;
import io.proconsul.model.txn.TxnReply;
import io.proconsul.model.txn.TxnRequest;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A store with short words for commands; each is applied alone. */
public final class TestStore {
    public final StateStore store = new StateStore();

    /** What the last command did to time. */
    public Applied.Effects effects = Applied.Effects.NONE;

    public Outcome apply(Command command) {
        Applied applied = store.apply(List.of(command));
        effects = applied.effects();
        return applied.outcomes().getFirst();
    }

    public long index() {
        return store.root().index();
    }

    public <T extends @Nullable Object> T value(Read<T> read) {
        return read.on(store.root()).value();
    }

    /** The result of a read that must find something. */
    public <T> T found(Read<@Nullable T> read) {
        T value = read.on(store.root()).value();
        if (value == null) {
            throw new AssertionError(read + " finds nothing");
        }
        return value;
    }

    public long index(Read<?> read) {
        return read.index(store.root());
    }

    // keys

    public static KvEntry entry(String key, String value) {
        return KvEntry.of(key, value.getBytes(UTF_8), 0, "");
    }

    public static KvEntry expecting(KvEntry entry, long index) {
        return new KvEntry(0, entry.key(), entry.flags(), entry.value(), "", 0, index);
    }

    public static Command kv(String verb, KvEntry entry) {
        return new Command.Kv(new KvRequest("dc1", verb, entry, WriteOptions.NONE));
    }

    public boolean verdict(String verb, KvEntry entry) {
        return switch (apply(kv(verb, entry))) {
            case Outcome.Verdict(boolean held) -> held;
            case Outcome other -> throw new AssertionError(other);
        };
    }

    public void set(String key, String value) {
        verdict(KvVerb.SET, entry(key, value));
    }

    public void delete(String key) {
        verdict(KvVerb.DELETE, entry(key, ""));
    }

    public void deleteTree(String prefix) {
        verdict(KvVerb.DELETE_TREE, entry(prefix, ""));
    }

    public boolean lock(String key, String value, String session) {
        return verdict(KvVerb.LOCK, KvEntry.of(key, value.getBytes(UTF_8), 0, session));
    }

    public boolean unlock(String key, String value, String session) {
        return verdict(KvVerb.UNLOCK, KvEntry.of(key, value.getBytes(UTF_8), 0, session));
    }

    public KvEntry existing(String key) {
        return found(Reads.key(key));
    }

    public void reap(long index) {
        apply(
                new Command.Tombstones(
                        new TombstoneRequest(
                                "dc1", TombstoneRequest.REAP, index, WriteOptions.NONE)));
    }

    // coordinates

    /** The node finds itself so many seconds along the first axis. */
    public void place(String node, String segment, double seconds) {
        List<Double> axes = List.of(seconds, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        var place = new Coordinate(node, segment, new Vivaldi(axes, 0.5, 0, 0.00001));
        apply(new Command.Coordinates(new CoordinateBatch(List.of(place))));
    }

    // catalog

    public static RegisterRequest request(
            String node, @Nullable NodeService service, @Nullable HealthCheck check) {
        return request("", node, "10.0.0.1", null, service, check);
    }

    public static RegisterRequest request(
            String id,
            String node,
            String address,
            @Nullable Map<String, String> meta,
            @Nullable NodeService service,
            @Nullable HealthCheck check) {
        return new RegisterRequest(
                "dc1",
                id,
                node,
                address,
                null,
                meta,
                service,
                check,
                null,
                false,
                WriteOptions.NONE,
                0,
                0);
    }

    public Outcome register(RegisterRequest request) {
        return apply(new Command.Register(request));
    }

    public Outcome node(String name) {
        return register(request(name, null, null));
    }

    public Outcome node(String id, String name) {
        return register(request(id, name, "10.0.0.1", null, null, null));
    }

    public Outcome node(String name, Map<String, String> meta) {
        return register(request("", name, "10.0.0.1", meta, null, null));
    }

    public Outcome service(String node, NodeService service) {
        return apply(new Command.Register(skippingNode(node, service, null)));
    }

    public Outcome check(HealthCheck check) {
        return apply(new Command.Register(skippingNode(check.node(), null, check)));
    }

    public static RegisterRequest skippingNode(
            String node, @Nullable NodeService service, @Nullable HealthCheck check) {
        return new RegisterRequest(
                "dc1",
                "",
                node,
                "",
                null,
                null,
                service,
                check,
                null,
                true,
                WriteOptions.NONE,
                0,
                0);
    }

    public static NodeService service(String id, String name, String... tags) {
        return instance("", id, name, List.of(tags), ConnectProxyConfig.NONE);
    }

    public static NodeService proxy(String id, String name, String destination) {
        ConnectProxyConfig proxy =
                new ConnectProxyConfig(
                        destination,
                        "",
                        "",
                        0,
                        null,
                        null,
                        MeshGatewayConfig.NONE,
                        ExposeConfig.NONE);
        return instance("connect-proxy", id, name, List.of(), proxy);
    }

    private static NodeService instance(
            String kind, String id, String name, List<String> tags, ConnectProxyConfig proxy) {
        return new NodeService(
                kind,
                id,
                name,
                tags,
                "",
                null,
                null,
                80,
                null,
                false,
                proxy,
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

    public static HealthCheck check(String node, String id, String status) {
        return check(node, id, status, "");
    }

    public static Command deregistration(String node, String serviceId, String checkId) {
        return new Command.Deregister(
                new DeregisterRequest("dc1", node, serviceId, checkId, WriteOptions.NONE));
    }

    public void deregister(String node, String serviceId, String checkId) {
        apply(deregistration(node, serviceId, checkId));
    }

    // sessions

    public static Session session(String id, String node, String behavior, String... checks) {
        return session(id, node, behavior, Duration.ofSeconds(15), checks);
    }

    public static Session session(
            String id, String node, String behavior, Duration lockDelay, String... checks) {
        return new Session(
                id, "", node, lockDelay, behavior, "", List.of(checks), null, null, 0, 0);
    }

    public static Command sessionCommand(String op, Session session) {
        return new Command.SessionChange(new SessionRequest("dc1", op, session, WriteOptions.NONE));
    }

    public Outcome create(Session session) {
        return apply(sessionCommand(SessionRequest.CREATE, session));
    }

    public Outcome destroy(String id) {
        return apply(sessionCommand(SessionRequest.DESTROY, session(id, "", "")));
    }

    /** An id that is easily told apart. */
    public static String uuid(int number) {
        return "%08x-0000-4000-8000-%012x".formatted(number, number);
    }

    // transactions

    public TxnReply transact(TxnOp... operations) {
        TxnRequest request = new TxnRequest("dc1", List.of(operations), WriteOptions.NONE);
        return switch (apply(new Command.Txn(request))) {
            case Outcome.Transacted(TxnReply reply) -> reply;
            case Outcome other -> throw new AssertionError(other);
        };
    }
}
