package io.proconsul.agent.stored;

import io.proconsul.json.JsonException;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.disk.Disk;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The last words of TTL checks. They come all the time and are soon worthless, so they are neither
 * forced to the disk nor written one by one: each check at most once in {@link #DELAY}, with what
 * it said last. Any thread.
 */
final class VerdictFiles {
    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger("agent");

    private final Disk disk;
    private final Path folder;
    private final Timers timers;
    private final Executor threads;

    /** Guards the fields below; never held while the disk works. */
    private final Object lock = new Object();

    /** What is to be written by check id, empty: the file is to go. As many as TTL checks. */
    private Map<String, Optional<StoredVerdict>> unwritten = new LinkedHashMap<>();

    private boolean scheduled;
    private boolean writing;

    /** Somebody came to write while another was at it. */
    private boolean again;

    private boolean stopping;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    VerdictFiles(Disk disk, Path folder, Timers timers, Executor threads) {
        this.disk = disk;
        this.folder = folder;
        this.timers = timers;
        this.threads = threads;
    }

    void remember(StoredVerdict verdict) {
        put(verdict.checkId(), Optional.of(verdict));
    }

    void forget(String checkId) {
        put(checkId, Optional.empty());
    }

    private void put(String checkId, Optional<StoredVerdict> verdict) {
        synchronized (lock) {
            unwritten.put(checkId, verdict);
            if (scheduled || stopping) {
                return;
            }
            scheduled = true;
        }
        timers.after(DELAY, () -> threads.execute(this::write));
    }

    /** The word that stands in the file; empty when there is none that can be read. */
    Optional<StoredVerdict> read(String checkId) {
        try {
            Optional<byte[]> content = disk.read(folder.resolve(FileNames.verdict(checkId)));
            return content.isEmpty()
                    ? Optional.empty()
                    : Optional.of(StoredJson.verdict(content.get()));
        } catch (IOException | JsonException unreadable) {
            LOG.atWarn()
                    .addKeyValue("check", checkId)
                    .addKeyValue("error", unreadable.getMessage())
                    .log("The last state of a check cannot be read");
            return Optional.empty();
        }
    }

    /** Writes what is left and then nothing more. */
    CompletableFuture<Void> stop() {
        synchronized (lock) {
            stopping = true;
        }
        threads.execute(this::write);
        return stopped;
    }

    private void write() {
        synchronized (lock) {
            scheduled = false;
            if (writing) {
                again = true;
                return;
            }
            writing = true;
        }
        do {
            take().forEach(this::write);
        } while (!done());
    }

    private Map<String, Optional<StoredVerdict>> take() {
        synchronized (lock) {
            var now = unwritten;
            unwritten = new LinkedHashMap<>();
            return now;
        }
    }

    private boolean done() {
        synchronized (lock) {
            if (again || (stopping && !unwritten.isEmpty())) {
                again = false;
                return false;
            }
            writing = false;
            if (stopping) {
                stopped.complete(null);
            }
            return true;
        }
    }

    private void write(String checkId, Optional<StoredVerdict> verdict) {
        Path file = folder.resolve(FileNames.verdict(checkId));
        try {
            if (verdict.isPresent()) {
                disk.replace(file, StoredJson.verdict(verdict.get()));
            } else {
                disk.delete(file);
            }
        } catch (IOException failure) {
            LOG.atWarn()
                    .addKeyValue("check", checkId)
                    .addKeyValue("error", failure.getMessage())
                    .log("The state of a check could not be stored");
        }
    }
}
