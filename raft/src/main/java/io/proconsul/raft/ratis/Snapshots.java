package io.proconsul.raft.ratis;

import io.proconsul.raft.Capture;
import io.proconsul.raft.ConsensusException;
import io.proconsul.raft.engine.Applier;
import io.proconsul.runtime.random.Chance;

import org.apache.ratis.server.protocol.TermIndex;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * When a snapshot is written, and who waits for it. The apply thread takes the capture, which is
 * cheap; another thread writes it while entries go on being applied.
 */
final class Snapshots {
    /** No more may wait for a snapshot at a time. */
    private static final int WAITERS_MAX = 64;

    private static final long WRITER_PATIENCE_MILLIS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger("agent.server.raft");

    private final SnapshotFiles files;
    private final Applier applier;
    private final RatisSettings settings;
    private final Chance chance;
    private final Log log;

    // The apply thread only.
    private long entries;
    private long bytes;
    private long entriesDue;

    private volatile @Nullable Thread writer;

    /** Somebody waits; the apply thread may begin before it is asked to. */
    private volatile boolean wanted;

    // Under the lock of this.
    private boolean writing;
    private final List<Waiter> waiters = new ArrayList<>();

    /** What snapshots want from the log. Any thread. */
    interface Log {
        /** Entries up to this one are needed no more. */
        void forget(long index);

        /** Have {@link Snapshots#asked} called on the apply thread, even if nothing is applied. */
        void askForSnapshot();
    }

    /** Whoever asked for a snapshot that holds at least the entry of this index. */
    private record Waiter(long index, CompletableFuture<Long> written) {}

    Snapshots(
            SnapshotFiles files, Applier applier, RatisSettings settings, Chance chance, Log log) {
        this.files = files;
        this.applier = applier;
        this.settings = settings;
        this.chance = chance;
        this.log = log;
        this.entriesDue = nextEntriesDue();
    }

    private long nextEntriesDue() {
        long every = settings.snapshotEntries();
        return every + (long) (chance.nextDouble() * every / 8);
    }

    private long bytesDue() {
        return Math.max(settings.snapshotBytes(), files.latestBytes());
    }

    /** See {@code ConsensusEngine.requestSnapshot}. Any thread. */
    CompletableFuture<Long> request(long appliedIndex) {
        Snapshot latest = files.getLatestSnapshot();
        if (latest != null && latest.index() >= appliedIndex) {
            return CompletableFuture.completedFuture(latest.index());
        }
        Waiter waiter = new Waiter(appliedIndex, new CompletableFuture<>());
        synchronized (this) {
            if (waiters.size() >= WAITERS_MAX) {
                return CompletableFuture.failedFuture(
                        new ConsensusException.Overloaded(
                                "%d wait for a snapshot already".formatted(WAITERS_MAX)));
            }
            waiters.add(waiter);
        }
        ask();
        return waiter.written();
    }

    private void ask() {
        wanted = true;
        log.askForSnapshot();
    }

    /** An entry was applied; perhaps it is time. Apply thread. */
    void applied(TermIndex at, int size) {
        entries++;
        bytes += size;
        if (wanted || entries >= entriesDue || bytes >= bytesDue()) {
            begin(at);
        }
    }

    /**
     * The answer to {@link Log#askForSnapshot}, unless an entry was applied meanwhile. Apply
     * thread.
     *
     * @param at the entry that was applied last
     */
    void asked(TermIndex at) {
        if (wanted) {
            begin(at);
        }
    }

    private void begin(TermIndex at) {
        synchronized (this) {
            if (writing) {
                return;
            }
            writing = true;
        }
        wanted = false;
        startCounting();
        Capture capture = applier.capture();
        writer = Thread.ofPlatform().daemon().name("raft-snapshot").start(() -> write(at, capture));
    }

    /** From zero, for the state is on the disk, or will be. Apply thread. */
    void startCounting() {
        entries = 0;
        bytes = 0;
        entriesDue = nextEntriesDue();
    }

    private void write(TermIndex at, Capture capture) {
        long index = at.getIndex();
        try {
            files.write(at, capture);
            files.deleteOld().ifPresent(kept -> log.forget(kept.index()));
            ended(index, waiter -> waiter.written().complete(index));
        } catch (IOException | RuntimeException | Error failure) {
            // The log goes on growing and still holds everything; the next one may succeed.
            LOG.error("a snapshot could not be written: index={}", index, failure);
            var why =
                    new ConsensusException.Refused("the snapshot could not be written: " + failure);
            ended(index, waiter -> waiter.written().completeExceptionally(why));
        }
    }

    /** Tells those who waited for this snapshot; those who want a later one get another. */
    private void ended(long index, Consumer<Waiter> tell) {
        List<Waiter> served = new ArrayList<>();
        boolean more;
        synchronized (this) {
            writing = false;
            for (Waiter waiter : waiters) {
                if (waiter.index() <= index) {
                    served.add(waiter);
                }
            }
            waiters.removeAll(served);
            more = !waiters.isEmpty();
        }
        served.forEach(tell);
        if (more) {
            ask();
        }
    }

    /** Nobody waits for a snapshot that will not come. */
    void stop(ConsensusException why) {
        List<Waiter> left;
        synchronized (this) {
            left = List.copyOf(waiters);
            waiters.clear();
        }
        left.forEach(waiter -> waiter.written().completeExceptionally(why));
    }

    /**
     * Waits a moment for the snapshot that is being written, lest it be in vain. One that takes
     * longer is left behind half-written, which does no harm.
     */
    void awaitWriter() throws InterruptedException {
        Thread last = writer;
        if (last != null) {
            last.join(WRITER_PATIENCE_MILLIS);
        }
    }
}
