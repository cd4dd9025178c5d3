package io.proconsul.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Several servers of one log in one process. */
final class Cluster implements AutoCloseable {
    final Network network = new Network();
    private final Path temp;
    private final Maker maker;
    private final Map<String, Server> servers = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();

    /** Makes an engine, not started. */
    interface Maker {
        ConsensusEngine engine(
                Peer self, Path folder, Fsm fsm, PeerLink link, Consumer<EngineEvent> listener);
    }

    /** One server: its register starts empty whenever it is started. */
    final class Server {
        final Peer peer;
        private final List<Peer> founders;
        Register register = new Register();
        Observer observer = new Observer();
        ConsensusEngine engine;

        Server(Peer peer, List<Peer> founders) {
            this.peer = peer;
            this.founders = founders;
            this.engine = make();
        }

        private ConsensusEngine make() {
            return maker.engine(
                    peer, temp.resolve(peer.id()), register, network.link(peer.id()), this::heard);
        }

        private void heard(EngineEvent event) {
            observer.accept(event);
            happened();
        }

        Path folder() {
            return temp.resolve(peer.id());
        }

        String id() {
            return peer.id();
        }

        EngineStatus status() {
            return engine.status();
        }

        boolean leads() {
            return status().leaderReady();
        }

        void restart() throws Exception {
            restart(founders);
        }

        /** Its disk is gone. */
        void wipe() throws IOException {
            try (Stream<Path> all = Files.walk(temp.resolve(peer.id()))) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }

        /** As one that does not know any more who founded the log. */
        void restartAsJoining() throws Exception {
            engine.close();
            restart(List.of());
        }

        /** The same in one process, whose state is still there. */
        void joinAnew() throws Exception {
            engine.close();
            begin(List.of());
        }

        private void restart(List<Peer> with) throws Exception {
            register = new Register();
            begin(with);
        }

        private void begin(List<Peer> with) throws Exception {
            observer = new Observer();
            engine = make();
            engine.start(with);
        }

        /** Waits until the register holds that command. */
        void awaitCommand(String command) throws Exception {
            register.await(command);
        }
    }

    Cluster(Path temp, Maker maker) {
        this.temp = temp;
        this.maker = maker;
    }

    private void happened() {
        lock.lock();
        try {
            something.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static List<Peer> peers(String... ids) {
        return Stream.of(ids).map(id -> new Peer(id, id + ":8300", true)).toList();
    }

    /** The first of several founders; the others do not come. */
    Server foundedButAlone(String... ids) throws Exception {
        List<Peer> founders = peers(ids);
        Server server = new Server(founders.getFirst(), founders);
        servers.put(server.id(), server);
        server.engine.start(founders);
        return server;
    }

    /** Servers that start the log together. */
    List<Server> found(String... ids) throws Exception {
        List<Peer> founders = peers(ids);
        List<Server> founded = new ArrayList<>();
        for (Peer peer : founders) {
            Server server = new Server(peer, founders);
            servers.put(peer.id(), server);
            founded.add(server);
        }
        for (Server server : founded) {
            server.engine.start(founders);
        }
        return founded;
    }

    /** A server that waits to be added. */
    Server joining(String id) throws Exception {
        Server server = new Server(new Peer(id, id + ":8300", false), List.of());
        servers.put(id, server);
        server.engine.start(List.of());
        return server;
    }

    /** Waits for an event after which this holds. */
    void await(String what, BooleanSupplier condition) throws Exception {
        lock.lock();
        try {
            long nanos = TimeUnit.SECONDS.toNanos(Observer.PATIENCE_SECONDS);
            while (!condition.getAsBoolean()) {
                if (nanos <= 0) {
                    throw new TimeoutException(what + " did not happen; " + statuses());
                }
                // Some things happen without an event; look up now and then.
                nanos -=
                        something.awaitNanos(Math.min(nanos, LOOK_UP_NANOS)) > 0
                                ? 0
                                : LOOK_UP_NANOS;
            }
        } finally {
            lock.unlock();
        }
    }

    private static final long LOOK_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private List<String> statuses() {
        return servers.values().stream().map(s -> s.id() + " " + s.status()).toList();
    }

    /** The one that leads, other than those that are known to be cut off. */
    Server leader(Server... not) throws Exception {
        List<Server> excluded = List.of(not);
        await(
                "a leader",
                () -> servers.values().stream().anyMatch(s -> !excluded.contains(s) && s.leads()));
        return servers.values().stream()
                .filter(s -> !excluded.contains(s) && s.leads())
                .findFirst()
                .orElseGet(() -> servers.values().iterator().next());
    }

    /** Proposes where the leader is, again when it is no more, until it is acknowledged. */
    void propose(String command, Server... not) throws Exception {
        while (true) {
            try {
                leader(not)
                        .engine
                        .propose(Register.command(command))
                        .get(Observer.PATIENCE_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (ExecutionException failure) {
                assertThat(failure.getCause())
                        .isInstanceOfAny(
                                ConsensusException.NotLeader.class,
                                ConsensusException.LeadershipLost.class);
            }
        }
    }

    Server server(String id) {
        Server server = servers.get(id);
        if (server == null) {
            throw new IllegalArgumentException("no server " + id);
        }
        return server;
    }

    List<Server> others(Server than) {
        return servers.values().stream().filter(server -> server != than).toList();
    }

    @Override
    public void close() {
        servers.values().parallelStream().forEach(server -> server.engine.close());
    }
}
