package io.proconsul.agent.stored;

import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.disk.Disk;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Writes small files durably, thousands a second. Forcing every file to the disk costs a wait for
 * each; here everybody who comes while the disk is busy shares one:
 *
 * <ol>
 *   <li>All changes that wait become one batch in the {@link Journal}, on the disk with one wait.
 *       From here on a power cut loses nothing, and the callers are told.
 *   <li>The files themselves are replaced without waiting for the disk, so that a moment later they
 *       are right even when the process is killed.
 *   <li>When the operating system has had time to write them by itself, which makes it cheap, the
 *       files are forced and the journal begins anew.
 * </ol>
 *
 * <p>{@link #recover} brings back what the journal holds and the files do not. One thread writes at
 * a time; any thread may hand in changes.
 */
final class WriteBehind {
    /** Changes in one batch, but for one caller's that may go beyond. */
    static final int MAX_BATCH = 1024;

    /** Callers that may wait; who comes on top is refused. */
    static final int MAX_WAITING = 65_536;

    /** Files not yet forced, from which on some are forced although somebody waits. */
    static final int MAX_UNFORCED = 16_384;

    /** How long the operating system has before files are forced. */
    static final Duration SETTLING = Duration.ofSeconds(15);

    /** Files forced in one go: how long a caller may wait for others', at a millisecond each. */
    private static final int SLICE = 16;

    private static final Logger LOG = LoggerFactory.getLogger("agent.disk");

    private final Disk disk;
    private final Path folder;
    private final Timers timers;
    private final Executor threads;

    /** Owned by the one thread that writes. */
    private final Journal journal;

    /** Owned by the one thread that writes. */
    private final Forcing forcing;

    /** Guards the fields below; never held while the disk works. */
    private final Object lock = new Object();

    private final Queue<Handed> waiting = new ArrayDeque<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private boolean writing;
    private boolean stopping;

    /** The files have had their time. */
    private boolean forcingDue;

    private boolean settling;

    WriteBehind(Disk disk, Path folder, Timers timers, Executor threads) {
        this.disk = disk;
        this.folder = folder;
        this.timers = timers;
        this.threads = threads;
        journal = new Journal(disk, folder);
        forcing = new Forcing(disk, journal);
    }

    private record Handed(List<FileChange> changes, CompletableFuture<Void> done) {}

    /**
     * Puts the changes on the disk, all or none after a power cut, in the order they are handed in.
     *
     * @return completes when they are safe; fails with an {@link IOException}
     */
    CompletableFuture<Void> write(List<FileChange> changes) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        synchronized (lock) {
            if (stopping) {
                return refused("the agent is stopping");
            }
            if (waiting.size() >= MAX_WAITING) {
                return refused(MAX_WAITING + " registrations wait for the disk already");
            }
            waiting.add(new Handed(changes, done));
        }
        wakeWriter();
        return done;
    }

    /** Makes sure that somebody writes who looks at everything that is there by now. */
    private void wakeWriter() {
        synchronized (lock) {
            if (writing) {
                return;
            }
            writing = true;
        }
        threads.execute(this::writeAll);
    }

    private static CompletableFuture<Void> refused(String why) {
        return CompletableFuture.failedFuture(new IOException(why));
    }

    /** Takes no more; completes when what was taken is written and all files are forced. */
    CompletableFuture<Void> stop() {
        synchronized (lock) {
            stopping = true;
            forcingDue = true;
        }
        wakeWriter();
        return stopped;
    }

    private void writeAll() {
        boolean diskWorks = true;
        do {
            List<Handed> batch = take();
            if (!batch.isEmpty()) {
                write(batch, batch.stream().flatMap(handed -> handed.changes().stream()).toList());
            }
            if (pilesUp() || (batch.isEmpty() && forcingIsDue())) {
                diskWorks = forcing.forceSome(SLICE);
            }
        } while (!done(diskWorks));
    }

    private boolean forcingIsDue() {
        synchronized (lock) {
            return forcingDue;
        }
    }

    private boolean pilesUp() {
        return forcing.unforcedFiles() >= MAX_UNFORCED;
    }

    private List<Handed> take() {
        List<Handed> batch = new ArrayList<>();
        int changes = 0;
        synchronized (lock) {
            while (changes < MAX_BATCH && !waiting.isEmpty()) {
                batch.add(waiting.element());
                changes += waiting.remove().changes().size();
            }
        }
        return batch;
    }

    /** When the disk refuses, what is left to force waits for the next change. */
    private boolean done(boolean diskWorks) {
        boolean settle;
        synchronized (lock) {
            if (!waiting.isEmpty() || (forcingDue && diskWorks && !forcing.clean())) {
                return false;
            }
            writing = false;
            forcingDue = stopping;
            if (stopping) {
                stopped.complete(null);
            }
            settle = !settling && !stopping && !forcing.clean();
            settling |= settle;
        }
        if (settle) {
            timers.after(SETTLING, this::settled);
        }
        return true;
    }

    private void settled() {
        synchronized (lock) {
            settling = false;
            forcingDue = true;
        }
        wakeWriter();
    }

    private void write(List<Handed> batch, List<FileChange> changes) {
        try {
            journal.append(changes);
        } catch (IOException failure) {
            batch.forEach(handed -> handed.done().completeExceptionally(failure));
            return;
        }
        batch.forEach(handed -> handed.done().complete(null));
        replaceAll(changes);
    }

    private void replaceAll(List<FileChange> changes) {
        try {
            for (FileChange change : changes) {
                replace(change);
            }
        } catch (IOException failure) {
            forcing.keepSegments();
            LOG.atError()
                    .addKeyValue("error", failure.getMessage())
                    .log(
                            "Registrations are safe but their files could not be replaced; the next"
                                    + " start repeats it");
        }
    }

    private void replace(FileChange change) throws IOException {
        Path file = folder.resolve(change.name());
        byte[] content = change.content();
        if (content == null) {
            disk.delete(file);
            forcing.deleted(file);
        } else {
            disk.replace(file, content);
            forcing.replaced(file);
        }
    }

    /** Repeats what the journal holds. To be called before anything is handed in. */
    void recover() throws IOException {
        for (FileChange change : journal.recover()) {
            replace(change);
        }
        forcing.forceSome(Integer.MAX_VALUE);
    }
}
