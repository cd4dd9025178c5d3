package io.proconsul.gossip;

import io.netty.channel.EventLoopGroup;
import io.proconsul.gossip.serf.Answers;
import io.proconsul.gossip.serf.Member;
import io.proconsul.gossip.serf.MemberStatus;
import io.proconsul.gossip.serf.PoolEvent;
import io.proconsul.gossip.serf.Question;
import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Versions;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.disk.Disk;
import io.proconsul.runtime.metrics.Metrics;
import io.proconsul.runtime.net.EventLoops;
import io.proconsul.runtime.random.Chance;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** One of our members on a real socket, with its events in a queue. It answers queries. */
final class TestMember implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final EventLoopGroup LOOPS = EventLoops.start(2);

    private final BlockingQueue<PoolEvent> events = new LinkedBlockingQueue<>();
    final Pool pool;

    private TestMember(PoolSettings settings) throws IOException {
        pool = Pool.start(settings, ground(), this::heard);
    }

    static Pool.Ground ground() {
        Clock clock = Clock.system();
        return new Pool.Ground(
                LOOPS, clock, Chance.secure(), Disk.system(), new Metrics(clock), "gossip");
    }

    static TestMember start(String name, String address, UnaryOperator<PoolSettings> more) {
        PoolSettings settings =
                PoolSettings.local(name, Address.parse(address).toSocket())
                        .withVersions(Versions.SERF);
        try {
            return new TestMember(more.apply(settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void heard(PoolEvent event) {
        if (event instanceof PoolEvent.Asked(var query)) {
            query.answer("0.5".getBytes(StandardCharsets.UTF_8));
        }
        events.add(event);
    }

    /** The next event that is wanted; others before it are thrown away. */
    PoolEvent await(Predicate<PoolEvent> wanted) {
        List<PoolEvent> others = new ArrayList<>();
        return find(wanted, PATIENCE, others)
                .orElseThrow(() -> new AssertionError("nothing more after " + others));
    }

    /** Whether a wanted event comes in time. */
    boolean hears(Predicate<PoolEvent> wanted, Duration patience) {
        return find(wanted, patience, new ArrayList<>()).isPresent();
    }

    private Optional<PoolEvent> find(
            Predicate<PoolEvent> wanted, Duration patience, List<PoolEvent> others) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                PoolEvent event = events.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (event == null || wanted.test(event)) {
                    return Optional.ofNullable(event);
                }
                others.add(event);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until the members are as they should be, looking again after each event. */
    void awaitMembers(Predicate<List<Member>> wanted) {
        while (!wanted.test(pool.members())) {
            await(_ -> true);
        }
    }

    boolean hearsEvent(String name, String payload, Duration patience) {
        return hears(
                event ->
                        event instanceof PoolEvent.UserEvent heard
                                && heard.name().equals(name)
                                && text(heard.payload()).equals(payload),
                patience);
    }

    private static String text(byte @Nullable [] payload) {
        return payload == null ? "" : new String(payload, StandardCharsets.UTF_8);
    }

    boolean isFailed(String name) {
        return pool.members().stream()
                .anyMatch(m -> m.name().equals(name) && m.status() == MemberStatus.FAILED);
    }

    /** Asks all members and waits for the end: {@code member=answer}. */
    List<String> answers(String question, int relays, Duration timeout) {
        List<String> answers = new ArrayList<>();
        CompletableFuture<List<String>> finished = new CompletableFuture<>();
        pool.query(
                        new Question(question, new byte[0], List.of(), true, relays, timeout),
                        new Answers() {
                            @Override
                            public void answered(String member, byte[] payload) {
                                String text = new String(payload, StandardCharsets.UTF_8);
                                answers.add(member + "=" + text.strip());
                            }

                            @Override
                            public void finished() {
                                finished.complete(answers);
                            }
                        })
                .join();
        return finished.join();
    }

    PoolEvent awaitJoined(String name) {
        return await(e -> e instanceof PoolEvent.Joined(var m) && m.name().equals(name));
    }

    PoolEvent awaitLeft(String name) {
        return await(e -> e instanceof PoolEvent.Left(var m) && m.name().equals(name));
    }

    @Override
    public void close() {
        pool.close();
    }
}
