package io.proconsul.runtime.disk;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Writes beside the file, forces to the disk, renames, then forces the folder: atomic and durable.
 */
final class SystemDisk implements Disk {
    private static final int BUFFER_BYTES = 64 * 1024;

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final FileAttribute<Set<PosixFilePermission>> STARTABLE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---"));

    private static final Set<StandardOpenOption> OVER =
            Set.of(
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);

    @Override
    public Optional<byte[]> read(Path file) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
        write(file, out -> out.write(content));
    }

    @Override
    public void write(Path file, Content content) throws IOException {
        forceFolder(renamed(file, content));
    }

    /** Comes by the thousand: no buffer, and the folder is made only when it is missing. */
    @Override
    public void replace(Path file, byte[] content) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            writeUnforced(beside, content);
        } catch (NoSuchFileException noFolder) {
            createFolder(
                    Objects.requireNonNull(
                            file.toAbsolutePath().getParent(), "a file stands in a folder"));
            writeUnforced(beside, content);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void writeUnforced(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, OVER, OWNER_ONLY)) {
            for (ByteBuffer rest = ByteBuffer.wrap(content); rest.hasRemaining(); ) {
                channel.write(rest);
            }
        }
    }

    /** Writes beside the file and renames; the folder is left to be forced. */
    private Path renamed(Path file, Content content) throws IOException {
        Path folder =
                Objects.requireNonNull(
                        file.toAbsolutePath().getParent(), "a file stands in a folder");
        createFolder(folder);
        Path beside = folder.resolve(file.getFileName() + ".tmp");
        writeForced(beside, content);
        Files.move(
                beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return folder;
    }

    private static void writeForced(Path file, Content content) throws IOException {
        Files.deleteIfExists(file);
        var mode =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        mode)) {
            OutputStream out =
                    new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    @Override
    public void append(Path file, byte[] more) throws IOException {
        createFolder(
                Objects.requireNonNull(
                        file.toAbsolutePath().getParent(), "a file stands in a folder"));
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            for (ByteBuffer rest = ByteBuffer.wrap(more); rest.hasRemaining(); ) {
                channel.write(rest);
            }
        }
    }

    @Override
    public void appendForced(Path file, byte[] more) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            for (ByteBuffer rest = ByteBuffer.wrap(more); rest.hasRemaining(); ) {
                channel.write(rest);
            }
            channel.force(false);
        }
    }

    @Override
    public InputStream open(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    }

    @Override
    public void truncate(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
            channel.force(true);
        }
    }

    @Override
    public void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        forceFolder(
                Objects.requireNonNull(
                        file.toAbsolutePath().getParent(), "a file stands in a folder"));
    }

    private static void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Override
    public Path temporaryProgram(String prefix, byte[] content) throws IOException {
        Path file = Files.createTempFile(prefix, "", STARTABLE);
        try {
            return Files.write(file, content);
        } catch (IOException failure) {
            Files.deleteIfExists(file);
            throw failure;
        }
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
    }
}
