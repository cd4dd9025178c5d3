package io.proconsul.runtime.log;

import io.proconsul.runtime.clock.Clock;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A log file that begins anew when it is too large or too old. Each file is named after the moment
 * it was opened: {@code <path>-<unix nanoseconds>.<extension>}. Used by one thread at a time.
 */
final class RotatingFile implements AutoCloseable {
    private final LogSettings.Rotation rotation;
    private final Clock clock;
    private final Path folder;
    private final String stem;
    private final String extension;
    private @Nullable OutputStream out;
    private long written;
    private long openedNanos;

    /** Opens the first file, so that a wrong path is found at the start. */
    RotatingFile(LogSettings.Rotation rotation, Clock clock) throws IOException {
        this.rotation = rotation;
        this.clock = clock;
        Path path = Path.of(rotation.path()).toAbsolutePath();
        boolean named = !rotation.path().endsWith("/");
        String name = named ? String.valueOf(path.getFileName()) : "consul.log";
        folder =
                named
                        ? Objects.requireNonNull(path.getParent(), "a log file stands in a folder")
                        : path;
        int dot = name.lastIndexOf('.');
        stem = dot > 0 ? name.substring(0, dot) : name;
        extension = dot > 0 ? name.substring(dot) : ".log";
        open();
    }

    void write(String line) throws IOException {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        if (isDue(bytes.length)) {
            close();
            removeOldest();
            open();
        }
        Objects.requireNonNull(out, "open between construction and close").write(bytes);
        written += bytes.length;
    }

    private boolean isDue(int more) {
        boolean full = rotation.bytes() > 0 && written > 0 && written + more > rotation.bytes();
        return full || clock.nanos() - openedNanos >= rotation.age().toNanos();
    }

    private void open() throws IOException {
        Instant now = clock.now();
        String moment = Long.toString(now.getEpochSecond() * 1_000_000_000L + now.getNano());
        Path file = folder.resolve(stem + "-" + moment + extension);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
        out = Files.newOutputStream(file, StandardOpenOption.APPEND);
        written = 0;
        openedNanos = clock.nanos();
    }

    private void removeOldest() throws IOException {
        if (rotation.keep() == 0) {
            return;
        }
        List<Path> finished = finished();
        int keep = Math.max(0, rotation.keep());
        for (Path old : finished.subList(0, Math.max(0, finished.size() - keep))) {
            Files.deleteIfExists(old);
        }
    }

    private List<Path> finished() throws IOException {
        Set<Character> digits = Set.of('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        try (var entries = Files.list(folder)) {
            return entries.filter(
                            file -> {
                                String name = String.valueOf(file.getFileName());
                                int end = name.length() - extension.length();
                                return name.startsWith(stem + "-")
                                        && name.endsWith(extension)
                                        && end > stem.length() + 1
                                        && name.substring(stem.length() + 1, end)
                                                .chars()
                                                .allMatch(c -> digits.contains((char) c));
                            })
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
            out = null;
        }
    }
}
