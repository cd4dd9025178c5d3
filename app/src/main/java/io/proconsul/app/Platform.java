package io.proconsul.app;

import io.netty.channel.EventLoopGroup;
import io.proconsul.gossip.Pool;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.disk.Disk;
import io.proconsul.runtime.metrics.Metrics;
import io.proconsul.runtime.net.EventLoops;
import io.proconsul.runtime.random.Chance;
import io.proconsul.security.acl.TokenResolver;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What all parts of one agent run on.
 *
 * @param threads starts each task on a virtual thread of its own
 */
record Platform(
        Clock clock,
        Chance chance,
        Disk disk,
        Timers timers,
        Executor threads,
        EventLoopGroup loops,
        Metrics metrics,
        TokenResolver resolver) {
    private static final int LEAST_LOOPS = 2;

    /** The machine's; its threads end when {@code running} is closed. */
    static Platform system(Running running) {
        Clock clock = Clock.system();
        Timers.Closeable timers = running.add(Timers.system("timers"));
        ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("work-", 0).factory());
        running.add(threads::shutdownNow);
        int processors = Runtime.getRuntime().availableProcessors();
        EventLoopGroup loops = EventLoops.start(Math.max(LEAST_LOOPS, processors));
        running.add(() -> loops.shutdownGracefully().syncUninterruptibly());
        return new Platform(
                clock,
                Chance.secure(),
                Disk.system(),
                timers,
                threads,
                loops,
                new Metrics(clock),
                TokenResolver.allowAll());
    }

    /**
     * What a gossip pool runs on.
     *
     * @param log the name under which it speaks in the log
     */
    Pool.Ground ground(String log) {
        return new Pool.Ground(loops, clock, chance, disk, metrics, log);
    }
}
