package io.proconsul.raft.ratis;

import io.proconsul.raft.Peer;
import io.proconsul.runtime.disk.Disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Who begins a log together, kept in a file: Ratis remembers them only once the first entry is
 * written, and a server that has voted already and comes back with other founders could vote again.
 *
 * <p>One line for each: node id, a space, address.
 */
final class Founders {
    private static final String FILE = "founders";

    private final Disk disk;
    private final Path file;

    Founders(Disk disk, Path folder) {
        this.disk = disk;
        this.file = folder.resolve(FILE);
    }

    /** Empty when this server has not founded a log. */
    List<Peer> read() throws IOException {
        byte[] bytes = disk.read(file).orElse(new byte[0]);
        return new String(bytes, StandardCharsets.UTF_8).lines().map(this::peer).toList();
    }

    private Peer peer(String line) {
        int space = line.indexOf(' ');
        if (space <= 0) {
            throw new IllegalStateException(
                    "%s holds a line that names no server: %s".formatted(file, line));
        }
        return new Peer(line.substring(0, space), line.substring(space + 1), true);
    }

    void forget() throws IOException {
        disk.delete(file);
    }

    /** On return the list is on the disk. */
    void write(List<Peer> founders) throws IOException {
        String lines =
                founders.stream()
                        .map(peer -> peer.id() + " " + peer.address() + "\n")
                        .collect(Collectors.joining());
        disk.write(file, lines.getBytes(StandardCharsets.UTF_8));
    }
}
