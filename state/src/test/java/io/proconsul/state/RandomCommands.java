package io.proconsul.state;

import static io.proconsul.state.TestStore.check;
import static io.proconsul.state.TestStore.proxy;
import static io.proconsul.state.TestStore.service;
import static io.proconsul.state.TestStore.session;
import static io.proconsul.state.TestStore.uuid;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.command.Command;
import io.proconsul.model.command.TombstoneRequest;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.model.session.SessionRequest;
import io.proconsul.model.txn.TxnOp;
import io.proconsul.model.txn.TxnRequest;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Commands of every kind about few things, so that they meet each other often. */
public final class RandomCommands {
    private static final String[] NODES = {"a", "b", "C"};
    private static final String[] SERVICES = {"web", "db", "Web"};
    private static final String[] STATUSES = {"passing", "warning", "critical", ""};
    private static final String[] KEYS = {"k", "k/a", "k/a/b", "k/b", "l", "l/a"};

    private final Random random;
    private long index;

    public RandomCommands(Random random) {
        this.random = random;
    }

    /** Questions about all of it. */
    List<Read<?>> reads() {
        List<Read<?>> reads = new ArrayList<>();
        for (String key : KEYS) {
            reads.add(Reads.key(key));
            reads.add(Reads.keysBelow(key));
            reads.add(Reads.keyNames(key, "/"));
        }
        for (String node : NODES) {
            reads.add(Reads.node(node));
            reads.add(Reads.nodeServices(node));
            reads.add(Reads.nodeServiceList(node));
            reads.add(Reads.nodeChecks(node));
            reads.add(Reads.nodeSessions(node));
        }
        for (String service : SERVICES) {
            reads.add(Reads.serviceNodes(service));
            reads.add(Reads.serviceNodes(service, List.of("t1")));
            reads.add(Reads.connectNodes(service));
            reads.add(Reads.health(service));
            reads.add(Reads.connectHealth(service));
            reads.add(Reads.serviceChecks(service, null));
            reads.add(Reads.serviceChecks(service, Map.of("m", "1")));
        }
        for (String status : STATUSES) {
            reads.add(Reads.checksInState(status, null));
            reads.add(Reads.checksInState(status, Map.of("m", "1")));
        }
        for (int i = 1; i <= 4; i++) {
            reads.add(Reads.session(uuid(i)));
            reads.add(Reads.node(uuid(i)));
            reads.add(Reads.nodeServices(uuid(i).substring(0, 8)));
        }
        reads.add(Reads.keysBelow(""));
        reads.add(Reads.keyNames("", "/"));
        reads.add(Reads.nodes(null));
        reads.add(Reads.nodes(Map.of("m", "1")));
        reads.add(Reads.services(null));
        reads.add(Reads.services(Map.of("m", "1")));
        reads.add(Reads.checksInState("any", null));
        reads.add(Reads.checksInState("any", Map.of("m", "1")));
        reads.add(Reads.sessions());
        reads.add(Reads.kindHealth(""));
        reads.add(Reads.kindHealth("connect-proxy"));
        reads.add(Reads.servicesAt("10.0.0.1"));
        return reads;
    }

    /** Whether two results are the same rows; rows that are the same object need no look inside. */
    static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a instanceof List<?> first && b instanceof List<?> second) {
            if (first.size() != second.size()) {
                return false;
            }
            for (int i = 0; i < first.size(); i++) {
                if (!Objects.equals(first.get(i), second.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return Objects.equals(a, b);
    }

    public List<Command> next(int count) {
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            commands.add(next());
        }
        return commands;
    }

    Command next() {
        index++;
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5, 6 -> TestStore.kv(pick(kvVerbs()), entry());
            case 7, 8, 9, 10, 11 -> register();
            case 12, 13 -> deregister();
            case 14, 15 -> createSession();
            case 16 ->
                    TestStore.sessionCommand(
                            SessionRequest.DESTROY, session(someId(), "", "release"));
            case 17 ->
                    new Command.Tombstones(
                            new TombstoneRequest(
                                    "dc1",
                                    TombstoneRequest.REAP,
                                    Math.max(0, index - random.nextInt(30)),
                                    WriteOptions.NONE));
            default -> transaction();
        };
    }

    private static String[] kvVerbs() {
        return new String[] {
            "set",
            "set",
            "set",
            "cas",
            "lock",
            "lock",
            "unlock",
            "delete",
            "delete-cas",
            "delete-tree"
        };
    }

    private KvEntry entry() {
        return new KvEntry(
                0,
                pick(KEYS),
                random.nextInt(2),
                Integer.toString(random.nextInt(3)).getBytes(UTF_8),
                random.nextInt(4) == 0 ? "" : someId(),
                0,
                random.nextBoolean() ? 0 : Math.max(0, index - random.nextInt(20)));
    }

    private Command register() {
        String node = pick(NODES);
        return new Command.Register(
                random.nextInt(3) == 0
                        ? TestStore.skippingNode(node, maybeService(), maybeCheck(node))
                        : TestStore.request(
                                random.nextInt(3) == 0 ? someId() : "",
                                node,
                                "10.0.0." + random.nextInt(2),
                                random.nextBoolean() ? null : Map.of("m", "" + random.nextInt(2)),
                                maybeService(),
                                maybeCheck(node)));
    }

    private @Nullable NodeService maybeService() {
        return random.nextInt(3) == 0 ? null : someService();
    }

    private NodeService someService() {
        String id = "s" + random.nextInt(3);
        return random.nextInt(3) == 0
                ? proxy(id, random.nextBoolean() ? "side" : "web", pick(SERVICES))
                : service(id, pick(SERVICES), "t" + random.nextInt(3));
    }

    private @Nullable HealthCheck maybeCheck(String node) {
        return random.nextBoolean() ? null : someCheck(node);
    }

    private HealthCheck someCheck(String node) {
        String id = random.nextInt(4) == 0 ? "serfHealth" : "c" + random.nextInt(3);
        return check(node, id, pick(STATUSES), random.nextBoolean() ? "" : "s" + random.nextInt(3));
    }

    private Command deregister() {
        return TestStore.deregistration(
                pick(NODES),
                random.nextBoolean() ? "" : "s" + random.nextInt(3),
                random.nextBoolean() ? "" : "c" + random.nextInt(3));
    }

    private Command createSession() {
        String[] checks =
                random.nextInt(3) == 0 ? new String[] {"serfHealth", "c1"} : new String[0];
        return TestStore.sessionCommand(
                SessionRequest.CREATE,
                session(
                        someId(),
                        pick(NODES),
                        random.nextBoolean() ? "release" : "delete",
                        Duration.ofSeconds(random.nextInt(90)),
                        checks));
    }

    private Command transaction() {
        List<TxnOp> operations = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            operations.add(operation());
        }
        return new Command.Txn(new TxnRequest("dc1", operations, WriteOptions.NONE));
    }

    private TxnOp operation() {
        String node = pick(NODES);
        String verb = pick(new String[] {"set", "set", "cas", "get", "delete", "delete-cas"});
        return switch (random.nextInt(5)) {
            case 0 ->
                    new TxnOp(
                            null, null, new TxnOp.ServiceOp(verb, node, someService()), null, null);
            case 1 -> new TxnOp(null, null, null, new TxnOp.CheckOp(verb, someCheck(node)), null);
            default -> new TxnOp(new TxnOp.KvOp(pick(kvVerbs()), entry()), null, null, null, null);
        };
    }

    private String someId() {
        return uuid(1 + random.nextInt(4));
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }
}
