package io.proconsul.agent;

import io.proconsul.runtime.disk.Disk;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A disk in memory that remembers what is safe: {@link #powerCut} undoes whatever was not forced.
 * It can refuse the n-th change.
 */
public final class MemoryDisk implements Disk {
    private final Map<Path, byte[]> files = new TreeMap<>();
    private final Map<Path, byte[]> safe = new HashMap<>();
    private final List<String> log = new ArrayList<>();
    private int changesUntilRefusal = Integer.MAX_VALUE;

    /** The n-th change from now on (from 1) and all after it fail. */
    public synchronized void refuseFrom(int n) {
        changesUntilRefusal = n - 1;
    }

    public synchronized void work() {
        changesUntilRefusal = Integer.MAX_VALUE;
    }

    public synchronized void powerCut() {
        files.clear();
        files.putAll(safe);
        work();
    }

    /** What was done, in order: {@code write name}, {@code replace name}, ... */
    public synchronized List<String> log() {
        return List.copyOf(log);
    }

    public synchronized List<Path> files() {
        return List.copyOf(files.keySet());
    }

    private void changing(String what, Path file) throws IOException {
        if (changesUntilRefusal <= 0) {
            throw new IOException("the disk is broken");
        }
        changesUntilRefusal--;
        log.add(what + " " + file);
    }

    @Override
    public synchronized Optional<byte[]> read(Path file) {
        return Optional.ofNullable(files.get(file));
    }

    @Override
    public synchronized void write(Path file, byte[] content) throws IOException {
        changing("write", file);
        files.put(file, content);
        safe.put(file, content);
    }

    @Override
    public void write(Path file, Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        content.writeTo(bytes);
        write(file, bytes.toByteArray());
    }

    @Override
    public synchronized void replace(Path file, byte[] content) throws IOException {
        changing("replace", file);
        files.put(file, content);
    }

    /** A refusal leaves the half of it there, as a disk may. */
    @Override
    public synchronized void appendForced(Path file, byte[] more) throws IOException {
        byte[] before = files.getOrDefault(file, new byte[0]);
        boolean refused = changesUntilRefusal <= 0;
        int added = refused ? more.length / 2 : more.length;
        byte[] all = Arrays.copyOf(before, before.length + added);
        System.arraycopy(more, 0, all, before.length, added);
        files.put(file, all);
        safe.put(file, all);
        changing("append", file);
    }

    @Override
    public synchronized InputStream open(Path file) throws IOException {
        return new ByteArrayInputStream(
                read(file).orElseThrow(() -> new NoSuchFileException(file.toString())));
    }

    @Override
    public synchronized void truncate(Path file, long size) throws IOException {
        throw new IOException("nobody truncates here");
    }

    @Override
    public synchronized void force(Path file) throws IOException {
        changing("force", file);
        byte[] content = files.get(file);
        if (content == null) {
            throw new NoSuchFileException(file.toString());
        }
        safe.put(file, content);
    }

    @Override
    public synchronized void delete(Path file) throws IOException {
        changing("delete", file);
        files.remove(file);
        safe.remove(file);
    }

    @Override
    public synchronized List<Path> list(Path folder) {
        return files.keySet().stream().filter(file -> folder.equals(file.getParent())).toList();
    }

    @Override
    public void createFolder(Path folder) {}
}
