package io.proconsul.raft.ratis;

import io.proconsul.runtime.disk.Disk;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A disk that can be told to write nothing more. */
final class RefusingDisk implements Disk {
    private final Disk disk;
    private volatile @Nullable String refusal;

    RefusingDisk(Disk disk) {
        this.disk = disk;
    }

    void refuse(String why) {
        refusal = why;
    }

    void allow() {
        refusal = null;
    }

    private void check(Path file) throws IOException {
        String why = refusal;
        if (why != null) {
            throw new IOException(file + ": " + why);
        }
    }

    @Override
    public Optional<byte[]> read(Path file) throws IOException {
        return disk.read(file);
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
        check(file);
        disk.write(file, content);
    }

    @Override
    public void write(Path file, Content content) throws IOException {
        check(file);
        disk.write(file, content);
    }

    @Override
    public InputStream open(Path file) throws IOException {
        return disk.open(file);
    }

    @Override
    public void truncate(Path file, long size) throws IOException {
        check(file);
        disk.truncate(file, size);
    }

    @Override
    public void force(Path file) throws IOException {
        check(file);
        disk.force(file);
    }

    @Override
    public void delete(Path file) throws IOException {
        disk.delete(file);
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        return disk.list(folder);
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        disk.createFolder(folder);
    }
}
