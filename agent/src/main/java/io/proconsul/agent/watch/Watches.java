package io.proconsul.agent.watch;

import io.proconsul.agent.check.http.HttpFetch;
import io.proconsul.json.JsonException;
import io.proconsul.json.JsonValue;
import io.proconsul.model.watch.NewEvents;
import io.proconsul.model.watch.WatchKind;
import io.proconsul.model.watch.WatchProgress;
import io.proconsul.model.wire.GoDuration;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.random.Chance;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

/**
 * The watches that run, each on a virtual thread of its own that asks, waits, tells, and asks
 * again. A reload replaces all of them. Any thread.
 */
public final class Watches implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("agent");

    /** An agent that names no index would be asked without end. */
    private static final Duration WITHOUT_INDEX = Duration.ofSeconds(1);

    private final WatchSource source;
    private final Notifier notifier;
    private final Timers timers;
    private final Chance chance;

    /** Guarded by this. */
    private final List<Thread> threads = new ArrayList<>();

    /** Tells a handler of a change, and returns once it is done with it. */
    interface Notifier {
        void tell(WatchHandler handler, long index, String text) throws InterruptedException;
    }

    /**
     * @param fetch for handlers that are URLs
     * @param workers starts each task on a thread of its own; for the outputs of programs
     */
    public Watches(
            WatchSource source, HttpFetch fetch, Timers timers, Chance chance, Executor workers) {
        this(source, new HandlerRun(fetch, workers), timers, chance);
    }

    Watches(WatchSource source, Notifier notifier, Timers timers, Chance chance) {
        this.source = source;
        this.notifier = notifier;
        this.timers = timers;
        this.chance = chance;
    }

    /** Stops those that run and starts these. */
    public synchronized void replace(List<WatchDefinition> definitions) {
        close();
        for (WatchDefinition definition : definitions) {
            threads.add(
                    Thread.ofVirtual()
                            .name("watch-" + definition.plan().kind().word())
                            .start(() -> follow(definition)));
        }
    }

    /** Stops all; programs that run are killed. */
    @Override
    public synchronized void close() {
        threads.forEach(Thread::interrupt);
        threads.clear();
    }

    private void follow(WatchDefinition watch) {
        WatchProgress progress = WatchProgress.of(watch.plan().kind());
        try {
            while (!Thread.currentThread().isInterrupted()) {
                once(watch, progress);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void once(WatchDefinition watch, WatchProgress progress) throws InterruptedException {
        long before = progress.index();
        WatchSource.Answer answer;
        String text;
        try {
            answer = source.ask(watch.plan(), before, watch.token());
            text = watch.plan().read(value(watch, answer, before), "");
        } catch (IOException | JsonException failure) {
            failed(watch, progress, String.valueOf(failure.getMessage()));
            return;
        }
        if (answer.index() == 0 && before == 0) {
            pause(WITHOUT_INDEX);
        }
        if (progress.isNews(answer.index(), text) && !Thread.currentThread().isInterrupted()) {
            notifier.tell(watch.handler(), answer.index(), text);
        }
    }

    private static @Nullable JsonValue value(
            WatchDefinition watch, WatchSource.Answer answer, long before) throws JsonException {
        if (!answer.found()) {
            return null;
        }
        JsonValue value = JsonValue.parse(answer.body());
        return watch.plan().kind() == WatchKind.EVENT ? NewEvents.after(before, value) : value;
    }

    private void failed(WatchDefinition watch, WatchProgress progress, String cause)
            throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException();
        }
        Duration retry = progress.failed();
        LOG.atError()
                .addKeyValue("type", watch.plan().kind().word())
                .addKeyValue("error", cause)
                .addKeyValue("retry", GoDuration.format(retry))
                .log("Watch errored");
        pause(retry);
    }

    /** A tenth of it is left to chance, so that many agents do not ask at once. */
    private void pause(Duration duration) throws InterruptedException {
        var over = new CountDownLatch(1);
        timers.after(duration.minus(chance.upTo(duration.dividedBy(10))), over::countDown);
        over.await();
    }
}
