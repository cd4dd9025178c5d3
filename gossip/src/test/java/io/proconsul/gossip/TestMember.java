package io.proconsul.gossip;

import io.netty.channel.EventLoopGroup;
import io.proconsul.gossip.serf.PoolEvent;
import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Versions;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.disk.Disk;
import io.proconsul.runtime.net.EventLoops;
import io.proconsul.runtime.random.Chance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** One of our members on a real socket, with its events in a queue. It answers queries. */
final class TestMember implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;
    private static final EventLoopGroup LOOPS = EventLoops.start(1);

    private final BlockingQueue<PoolEvent> events = new LinkedBlockingQueue<>();
    final Pool pool;

    private TestMember(PoolSettings settings) throws IOException {
        pool = Pool.start(settings, ground(), this::heard);
    }

    static Pool.Ground ground() {
        return new Pool.Ground(LOOPS, Clock.system(), Chance.secure(), Disk.system());
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
        try {
            while (true) {
                PoolEvent event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (event == null) {
                    throw new AssertionError("nothing more after " + others);
                }
                if (wanted.test(event)) {
                    return event;
                }
                others.add(event);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    PoolEvent awaitJoined(String name) {
        return await(e -> e instanceof PoolEvent.Joined(var m) && m.name().equals(name));
    }

    PoolEvent awaitFailed(String name) {
        return await(e -> e instanceof PoolEvent.Failed(var m) && m.name().equals(name));
    }

    PoolEvent awaitLeft(String name) {
        return await(e -> e instanceof PoolEvent.Left(var m) && m.name().equals(name));
    }

    @Override
    public void close() {
        pool.close();
    }
}
