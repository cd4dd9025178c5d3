package io.proconsul.agent.exec;

import io.proconsul.agent.check.output.OutputSink;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.clock.Timers;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Stores the output of a running program chunk by chunk, one at a time, and gives signs of life.
 * When a chunk cannot be stored the rest is dropped and the program runs on. Any thread.
 */
final class OutputStore implements OutputSink {
    private final Clock clock;
    private final Timers timers;
    private final Writing writing;
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();

    /** Guards the fields below; nothing is called while it is held. */
    private final Object lock = new Object();

    private final OutputChunks chunks;
    private boolean busy;
    private Timers.@Nullable Timer alarm;

    /** Writes one chunk to its key: whether that was possible. */
    @FunctionalInterface
    interface Writing {
        CompletableFuture<Boolean> write(int number, byte[] bytes);
    }

    OutputStore(Duration heartbeat, Clock clock, Timers timers, Writing writing) {
        this.clock = clock;
        this.timers = timers;
        this.writing = writing;
        chunks = new OutputChunks(heartbeat, clock.nanos());
    }

    /** Begins to give signs of life. */
    void start() {
        proceed();
    }

    @Override
    public void take(byte[] bytes, int count) throws InterruptedException {
        synchronized (lock) {
            while (!chunks.hasRoom() && !done.isDone()) {
                lock.wait();
            }
            if (done.isDone()) {
                return;
            }
            chunks.add(clock.nanos(), bytes, count);
        }
        proceed();
    }

    /** There is no more output: true when all of it is stored, false when that cannot be. */
    CompletableFuture<Boolean> end() {
        synchronized (lock) {
            chunks.end();
        }
        proceed();
        return done.copy();
    }

    private void proceed() {
        OutputChunks.Next next;
        synchronized (lock) {
            if (busy || done.isDone()) {
                return;
            }
            next = chunks.next(clock.nanos());
            busy = next instanceof OutputChunks.Next.Store;
            wakeAfter(next instanceof OutputChunks.Next.Pause(Duration time) ? time : null);
            lock.notifyAll();
        }
        switch (next) {
            case OutputChunks.Next.Store(int number, byte[] bytes) -> {
                var _ = writing.write(number, bytes).thenAccept(this::written);
            }
            case OutputChunks.Next.Pause _ -> {}
            case OutputChunks.Next.Done() -> finish(true);
        }
    }

    private void wakeAfter(@Nullable Duration time) {
        if (alarm != null) {
            alarm.cancel();
        }
        alarm = time == null ? null : timers.after(time, this::proceed);
    }

    private void written(boolean stored) {
        synchronized (lock) {
            busy = false;
        }
        if (stored) {
            proceed();
        } else {
            finish(false);
        }
    }

    private void finish(boolean stored) {
        done.complete(stored);
        synchronized (lock) {
            wakeAfter(null);
            lock.notifyAll();
        }
    }
}
