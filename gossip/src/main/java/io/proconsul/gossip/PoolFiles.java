package io.proconsul.gossip;

import io.proconsul.gossip.serf.Snapshot;
import io.proconsul.gossip.telemetry.Meter;
import io.proconsul.gossip.telemetry.PoolMetrics;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.disk.Disk;

import org.slf4j.event.Level;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The snapshot and the keyring file. Writing happens in order on a thread of its own, because disks
 * stop now and then and gossip must not.
 */
final class PoolFiles implements AutoCloseable {
    /** Most writes that wait; when a disk hangs that long, later lines are lost. */
    private static final int MOST_WAITING = 10_000;

    private static final long CLOSE_SECONDS = 5;

    private final Disk disk;
    private final Optional<Path> snapshot;
    private final Optional<Path> keyring;
    private final Diary diary;
    private final Clock clock;
    private final PoolMetrics metrics;
    private final ThreadPoolExecutor writing;

    PoolFiles(Disk disk, PoolSettings settings, Diary diary, Clock clock, PoolMetrics metrics) {
        this.disk = disk;
        this.diary = diary;
        this.clock = clock;
        this.metrics = metrics;
        snapshot = settings.snapshot();
        keyring = settings.keyringFile();
        writing =
                new ThreadPoolExecutor(
                        0,
                        1,
                        1,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(MOST_WAITING),
                        Thread.ofVirtual().name("gossip-files-", 0).factory(),
                        (_, _) -> diary.note(Level.ERROR, "serf: the disk hangs, a line is lost"));
    }

    /** What is remembered of an earlier life. */
    Snapshot readSnapshot(boolean rejoinAfterLeave) throws IOException {
        Optional<byte[]> content =
                snapshot.isPresent() ? disk.read(snapshot.get()) : Optional.empty();
        return content.map(bytes ->
                        Snapshot.replay(
                                new String(bytes, StandardCharsets.UTF_8), rejoinAfterLeave))
                .orElse(Snapshot.NONE);
    }

    void appendSnapshot(String lines) {
        snapshot.ifPresent(file ->
                write(
                        file,
                        () -> timed(Meter.SNAPSHOT_LINE, () -> disk.append(file, bytes(lines)))));
    }

    void rewriteSnapshot(String lines) {
        snapshot.ifPresent(file ->
                write(
                        file,
                        () ->
                                timed(
                                        Meter.SNAPSHOT_COMPACT,
                                        () -> disk.replace(file, bytes(lines)))));
    }

    private void timed(Meter meter, Writing action) throws IOException {
        long start = clock.nanos();
        action.run();
        metrics.measured(meter, (clock.nanos() - start) / 1e6);
    }

    /** A JSON array of base64 keys, the primary first. */
    void saveKeyring(List<String> keys) {
        String text = "[\n  \"" + String.join("\",\n  \"", keys) + "\"\n]";
        keyring.ifPresent(file -> write(file, () -> disk.write(file, bytes(text))));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private interface Writing {
        void run() throws IOException;
    }

    private void write(Path file, Writing action) {
        writing.execute(() -> {
            try {
                action.run();
            } catch (IOException e) {
                diary.note(Level.ERROR, "serf: writing " + file + ": " + e);
            }
        });
    }

    @Override
    public void close() {
        writing.shutdown();
        try {
            if (!writing.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                diary.note(Level.ERROR, "serf: the disk hangs, the last lines are lost");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
