package io.proconsul.gossip;

import io.netty.channel.EventLoopGroup;
import io.proconsul.gossip.net.Receiver;
import io.proconsul.gossip.net.Transport;
import io.proconsul.gossip.serf.Answers;
import io.proconsul.gossip.serf.KeyAnswer;
import io.proconsul.gossip.serf.Member;
import io.proconsul.gossip.serf.PoolEvent;
import io.proconsul.gossip.serf.Question;
import io.proconsul.gossip.serf.Serf;
import io.proconsul.gossip.swim.Agenda;
import io.proconsul.gossip.swim.Input;
import io.proconsul.gossip.telemetry.Meter;
import io.proconsul.gossip.telemetry.PoolMetrics;
import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Coordinate;
import io.proconsul.gossip.wire.Peer;
import io.proconsul.gossip.wire.Tags;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.disk.Disk;
import io.proconsul.runtime.metrics.Metrics;
import io.proconsul.runtime.random.Chance;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * This agent's part in one pool: who is in it, who answers, and what all are told. Any thread may
 * call; results come as futures that the pool's own thread completes, so what hangs on them must be
 * short or go elsewhere. The listener hears events in order on that thread too, and may call the
 * pool.
 */
public final class Pool implements AutoCloseable {
    private final Serf serf;
    private final Owner owner;
    private final Transport transport;
    private final PoolFiles files;
    private final Joining joining;
    private final Address address;

    /** Cached until a member changes. */
    private volatile @Nullable List<Member> members;

    /**
     * What a pool runs on.
     *
     * @param log the name under which it speaks in the log
     */
    public record Ground(
            EventLoopGroup loops,
            Clock clock,
            Chance chance,
            Disk disk,
            Metrics metrics,
            String log) {}

    private Pool(PoolSettings settings, Ground ground, Consumer<PoolEvent> listener)
            throws IOException {
        Diary diary = new Diary(ground.log(), ground.clock());
        PoolMetrics metrics = new PoolMetrics(ground.metrics());
        Late late = new Late(diary, metrics);
        files = new PoolFiles(ground.disk(), settings, diary, ground.clock(), metrics);
        var before = files.readSnapshot(settings.serf().rejoinAfterLeave());
        transport =
                Transport.open(
                        ground.loops(),
                        settings.bind(),
                        settings.encryption(),
                        settings.serf().swim().streamTimeout(),
                        ground.clock(),
                        late);
        address = settings.advertise().orElse(Address.of(transport.local()));
        Peer self =
                new Peer(
                        settings.name(),
                        address,
                        Tags.encode(settings.tags()),
                        settings.versions(),
                        1);
        Edge edge = new Edge(transport, files, diary, metrics, listener, () -> members = null);
        serf =
                new Serf(
                        settings.serf(),
                        self,
                        new Serf.Parts(
                                new Agenda(ground.clock()),
                                ground.chance(),
                                edge,
                                settings.encryption().keyring(),
                                settings.check(),
                                before,
                                0));
        owner = new Owner(settings.name(), serf, ground.clock(), diary);
        joining = new Joining(owner, serf, address.port());
        late.owner = owner;
    }

    /** Packets may come before the owner is there; those are lost, as packets may be. */
    private static final class Late implements Receiver {
        private final Diary diary;
        private final PoolMetrics metrics;
        private volatile @Nullable Owner owner;

        Late(Diary diary, PoolMetrics metrics) {
            this.diary = diary;
            this.metrics = metrics;
        }

        @Override
        public void received(Input input) {
            Owner there = owner;
            if (there != null) {
                there.offer(input);
            }
        }

        @Override
        public void note(Level level, String text) {
            diary.note(level, text);
        }

        @Override
        public void measured(Meter meter, double value) {
            metrics.measured(meter, value);
        }
    }

    /**
     * Opens the sockets and starts a pool of one; {@link #join} makes it larger.
     *
     * @param listener hears what happens in the pool, ourselves joining first
     */
    public static Pool start(PoolSettings settings, Ground ground, Consumer<PoolEvent> listener)
            throws IOException {
        Pool pool = new Pool(settings, ground, listener);
        pool.owner.call(pool.serf::start);
        pool.owner.start();
        return pool;
    }

    /** What others are told as our address. */
    public Address address() {
        return address;
    }

    /**
     * Joins the pools of these addresses ({@code host}, {@code host:port}, {@code node/host:port}).
     *
     * @param ignoreOld whether user events from before are not to be heard
     */
    public CompletableFuture<Joined> join(List<String> targets, boolean ignoreOld) {
        return joining.start(targets, ignoreOld);
    }

    /** Leaves on purpose; complete when the others had the time to hear of it. */
    public CompletableFuture<Void> leave() {
        CompletableFuture<Void> left = new CompletableFuture<>();
        owner.call(() -> serf.leave(() -> left.complete(null)));
        return left;
    }

    /**
     * Has a failed member counted as left; complete when the others were told.
     *
     * @param prune whether it is to be forgotten at once
     */
    public CompletableFuture<Void> forceLeave(String node, boolean prune) {
        CompletableFuture<Void> told = new CompletableFuture<>();
        owner.call(() ->
                serf.forceLeave(
                        node,
                        prune,
                        () -> told.complete(null),
                        () ->
                                told.completeExceptionally(
                                        new TimeoutException(
                                                "timed out broadcasting node removal"))));
        return told;
    }

    /** All members that are known, also failed ones and those that left. */
    public List<Member> members() {
        List<Member> known = members;
        if (known != null) {
            return known;
        }
        return ask(
                        () -> {
                            List<Member> now = List.copyOf(serf.members());
                            members = now;
                            return now;
                        })
                .join();
    }

    /** Tells all members once; fails when it is too long. */
    public CompletableFuture<Void> userEvent(
            String name, byte @Nullable [] payload, boolean coalesce) {
        return ask(() -> {
            serf.userEvent(name, payload, coalesce);
            return null;
        });
    }

    /** Asks all members; fails when the question is too long. */
    public CompletableFuture<Void> query(Question question, Answers answers) {
        return ask(() -> {
            serf.ask(question, answers);
            return null;
        });
    }

    /** Changes our tags; fails when they are too long. */
    public CompletableFuture<Void> setTags(Map<String, String> tags) {
        return ask(() -> {
            serf.setTags(tags);
            return null;
        });
    }

    /**
     * @param relays by how many other members each response travels too
     */
    public CompletableFuture<KeyAnswer> installKey(byte[] key, int relays) {
        return askAll(done -> serf.installKey(key, relays, done));
    }

    public CompletableFuture<KeyAnswer> useKey(byte[] key, int relays) {
        return askAll(done -> serf.useKey(key, relays, done));
    }

    public CompletableFuture<KeyAnswer> removeKey(byte[] key, int relays) {
        return askAll(done -> serf.removeKey(key, relays, done));
    }

    public CompletableFuture<KeyAnswer> listKeys(int relays) {
        return askAll(done -> serf.listKeys(relays, done));
    }

    private CompletableFuture<KeyAnswer> askAll(Consumer<Consumer<KeyAnswer>> operation) {
        CompletableFuture<KeyAnswer> result = new CompletableFuture<>();
        owner.call(() -> {
            try {
                operation.accept(result::complete);
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /** Our own coordinate, or the last word of another member. */
    public CompletableFuture<Optional<Coordinate>> coordinate(String node) {
        return ask(() -> serf.coordinate(node));
    }

    public CompletableFuture<Serf.Stats> stats() {
        return ask(serf::stats);
    }

    private <T extends @Nullable Object> CompletableFuture<T> ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        owner.call(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    /** Stops at once, without a word to the others; {@link #leave} first says goodbye. */
    @Override
    public void close() {
        owner.stop();
        transport.close();
        files.close();
    }
}
