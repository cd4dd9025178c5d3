package io.proconsul.cli.debug;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Packs a folder, with its own name, into a compressed archive (POSIX ustar). */
final class TarGz {
    private static final int BLOCK = 512;
    private static final int NAME_LENGTH = 100;

    private TarGz() {}

    /**
     * Writes {@code archive}, readable by its owner only, from the folder's files in the order of
     * their names.
     *
     * @throws IOException when a file cannot be read, or has a name that is too long
     */
    static void pack(Path folder, Path archive) throws IOException {
        try (OutputStream file = Files.newOutputStream(archive)) {
            Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-------"));
            try (OutputStream out = new GZIPOutputStream(file)) {
                for (Path path : sorted(folder)) {
                    Path parent = folder.toAbsolutePath().getParent();
                    entry(
                            parent == null ? path : parent.relativize(path.toAbsolutePath()),
                            path,
                            out);
                }
                out.write(new byte[2 * BLOCK]);
            }
        }
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted().toList();
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private static void entry(Path name, Path path, OutputStream out) throws IOException {
        boolean isFolder = Files.isDirectory(path);
        byte[] content = isFolder ? new byte[0] : Files.readAllBytes(path);
        long seconds = Files.getLastModifiedTime(path).toMillis() / 1000;
        out.write(header(name + (isFolder ? "/" : ""), isFolder, content.length, seconds));
        out.write(content);
        out.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    }

    private static byte[] header(String name, boolean isFolder, long size, long seconds)
            throws IOException {
        byte[] header = new byte[BLOCK];
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > NAME_LENGTH) {
            throw new IOException("a name of more than " + NAME_LENGTH + " bytes: " + name);
        }
        put(header, 0, name);
        put(header, 100, isFolder ? "0000755\0" : "0000644\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        put(header, 124, String.format("%011o\0", size));
        put(header, 136, String.format("%011o\0", seconds));
        put(header, 148, "        ");
        put(header, 156, isFolder ? "5" : "0");
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, String.format("%06o\0 ", sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
