package io.proconsul.app.faults;

import io.proconsul.app.cluster.Agent;
import io.proconsul.app.cluster.Await;
import io.proconsul.app.cluster.HttpWire.Response;
import io.proconsul.app.cluster.Servers;
import io.proconsul.app.cluster.View;
import io.proconsul.json.JsonValue.JsonObject;
import io.proconsul.sim.history.Action;
import io.proconsul.sim.history.Action.Mode;
import io.proconsul.sim.history.Action.Read;
import io.proconsul.sim.history.Operation;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Sixteen clients at work, a fault meanwhile, and a look at everything afterwards. */
final class Round {
    private static final Duration LEAD = Duration.ofMillis(700);
    private static final Duration AFTERMATH = Duration.ofMillis(700);

    /** After this the cluster has not healed. */
    private static final Duration HEALING = Duration.ofMinutes(1);

    private static final Duration AGREEMENT = Duration.ofSeconds(20);
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** So that requests that wait in a stopped server are answered when it goes on. */
    private static final Duration PATIENT = Duration.ofSeconds(40);

    private static final Duration IMPATIENT = Duration.ofSeconds(2);
    private static final int PATIENT_CLIENTS = 6;
    private static final int CLIENTS = 16;

    /** The number under which the last look at everything is recorded. */
    private static final int LAST_LOOK = 99;

    private final Servers servers;
    private final SplittableRandom random;
    private final String prefix;
    private final Recorder recorder = new Recorder();
    private final List<Client> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Throwable> broken = new ConcurrentLinkedQueue<>();

    Round(Servers servers, SplittableRandom random, String prefix) {
        this.servers = servers;
        this.random = random;
        this.prefix = prefix;
    }

    Recorder recorder() {
        return recorder;
    }

    /**
     * Runs it.
     *
     * @return the history
     * @throws AssertionError when the cluster does not heal or its servers do not agree
     */
    List<Operation> run(Fault fault, Duration length) throws IOException {
        Agent leader = servers.leader().orElseThrow(() -> new AssertionError("nobody leads"));
        List<Agent> followers = Fault.others(servers, leader);
        Agent victim = fault.atLeader ? leader : followers.get(random.nextInt(followers.size()));
        startClients();
        try {
            Await.pause(LEAD);
            fault.strike(servers, victim);
            Await.pause(length);
            Fault.mend(servers);
            servers.awaitWrites(HEALING);
            Await.pause(AFTERMATH);
        } finally {
            stopClients();
        }
        if (!broken.isEmpty()) {
            throw new AssertionError("a client gave up", broken.peek());
        }
        lookAtEverything();
        awaitAgreement();
        return recorder.history();
    }

    private void startClients() {
        List<InetSocketAddress> all = servers.all().stream().map(Agent::http).toList();
        for (int number = 0; number < CLIENTS; number++) {
            boolean patient = number < PATIENT_CLIENTS;
            int first = number % all.size();
            Connection connection =
                    patient
                            ? new Connection(List.of(all.get(first)), 0, PATIENT)
                            : new Connection(all, first, IMPATIENT);
            Client client = client(number, connection);
            clients.add(client);
            Thread thread = servers.lan().host().thread("client " + number, client);
            thread.setUncaughtExceptionHandler((_, failure) -> broken.add(failure));
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    private Client client(int number, Connection connection) {
        SplittableRandom own = random.split();
        return switch (number) {
            case 10, 11 -> new UniqueClient(number, connection, recorder, own, prefix);
            case 12, 13 -> new CounterClient(number, connection, recorder, own, prefix);
            case 14, 15 -> new LockClient(number, connection, recorder, own, prefix);
            default -> new RegisterClient(number, connection, recorder, own, prefix);
        };
    }

    private void stopClients() {
        clients.forEach(Client::stop);
        long end = System.nanoTime() + GRACE.toNanos();
        for (int i = 0; i < threads.size(); i++) {
            try {
                threads.get(i).join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
                clients.get(i).connection.close();
                threads.get(i).join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** One consistent read of all keys, recorded as a read of each that anybody ever touched. */
    private void lookAtEverything() throws IOException {
        long invoked = recorder.now();
        Agent server = servers.all().getFirst();
        Response response = server.get("/v1/kv/" + prefix + "?recurse&consistent");
        Map<String, JsonObject> found = new HashMap<>();
        for (JsonObject entry : View.objects(response)) {
            found.put(View.text(entry, "Key"), entry);
        }
        for (String key : touched(found)) {
            JsonObject entry = found.get(key);
            recorder.done(
                    LAST_LOOK,
                    key,
                    invoked,
                    entry == null
                            ? new Read(Mode.CONSISTENT, Action.ABSENT, 0)
                            : new Read(
                                    Mode.CONSISTENT,
                                    Client.decoded(View.text(entry, "Value")),
                                    View.number(entry, "ModifyIndex")));
        }
    }

    private Set<String> touched(Map<String, JsonObject> found) {
        TreeSet<String> keys =
                recorder.history().stream()
                        .map(Operation::key)
                        .filter(key -> !key.contains("/lock/"))
                        .collect(Collectors.toCollection(TreeSet::new));
        found.keySet().stream().filter(key -> !key.contains("/lock/")).forEach(keys::add);
        return keys;
    }

    /** All servers hold the same, to the last index, each in its own store. */
    private void awaitAgreement() {
        Await.until("all servers hold the same below " + prefix, AGREEMENT, this::agree);
    }

    private boolean agree() throws IOException {
        TreeSet<String> dumps = new TreeSet<>();
        for (Agent server : servers.all()) {
            dumps.add(View.keys(server, prefix, "&stale").toString());
        }
        return dumps.size() == 1;
    }
}
