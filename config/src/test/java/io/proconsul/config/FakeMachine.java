package io.proconsul.config;

import io.proconsul.config.address.FakeInterfaces;
import io.proconsul.runtime.disk.FileTree;

import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A machine with files, folders and links in memory. */
final class FakeMachine implements Machine, FileTree {
    private final Map<Path, String> files = new TreeMap<>();
    private final Map<Path, Path> links = new HashMap<>();
    private final List<Path> folders = new ArrayList<>();
    private final Map<String, String> variables = new HashMap<>();
    private final FakeInterfaces interfaces = new FakeInterfaces();
    private OptionalLong openFilesMax = OptionalLong.of(20_000);

    FakeMachine file(String path, String content) {
        files.put(Path.of(path), content);
        for (Path folder = Path.of(path).getParent(); folder != null; folder = folder.getParent()) {
            folders.add(folder);
        }
        return this;
    }

    FakeMachine folder(String path) {
        folders.add(Path.of(path));
        return this;
    }

    FakeMachine link(String path, String target) {
        links.put(Path.of(path), Path.of(target));
        return this;
    }

    FakeMachine variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    FakeMachine openFiles(OptionalLong max) {
        openFilesMax = max;
        return this;
    }

    @Override
    public FileTree files() {
        return this;
    }

    @Override
    public FakeInterfaces interfaces() {
        return interfaces;
    }

    @Override
    public String hostName() {
        return "host";
    }

    @Override
    public OptionalLong openFilesMax() {
        return openFilesMax;
    }

    @Override
    public String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    @Override
    public Kind kind(Path path) {
        if (folders.contains(path)) {
            return Kind.FOLDER;
        }
        return files.containsKey(path) ? Kind.FILE : Kind.MISSING;
    }

    @Override
    public byte[] read(Path file) throws NoSuchFileException {
        String content = files.get(file);
        if (content == null) {
            throw new NoSuchFileException(file.toString());
        }
        return content.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<Path> entries(Path folder) {
        var entries = new ArrayList<Path>();
        files.keySet().stream()
                .filter(file -> folder.equals(file.getParent()))
                .forEach(entries::add);
        links.keySet().stream()
                .filter(link -> folder.equals(link.getParent()))
                .forEach(entries::add);
        folders.stream()
                .filter(inner -> folder.equals(inner.getParent()))
                .distinct()
                .forEach(entries::add);
        entries.sort((a, b) -> a.toString().compareTo(b.toString()));
        return entries;
    }

    @Override
    public Path target(Path path) {
        Path target = links.get(path);
        return target == null ? path : path.resolveSibling(target).normalize();
    }
}
