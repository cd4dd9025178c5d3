package io.proconsul.agent.node;

import io.proconsul.runtime.disk.Disk;
import io.proconsul.runtime.random.Chance;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The node id: given, or read from the file {@code node-id} in the data folder, or made up and kept
 * there (configuration reference, section 10). Blocking; used once when the agent starts.
 */
public final class NodeIdFile {
    private static final String NAME = "node-id";
    private static final int LENGTH = 36;
    private static final int[] HYPHENS = {8, 13, 18, 23};

    private final Disk disk;
    private final @Nullable Path folder;
    private final Chance chance;

    /**
     * @param folder null for {@code -dev}: an id made up is not kept
     */
    public NodeIdFile(Disk disk, @Nullable Path folder, Chance chance) {
        this.disk = disk;
        this.folder = folder;
        this.chance = chance;
    }

    /**
     * The id of this node. A given one wins and is written to the file.
     *
     * @param given what the configuration says; empty: nothing
     * @throws InvalidNodeIdException when the given one or the file's is no UUID
     * @throws IOException when the file cannot be read or written
     */
    public String obtain(String given) throws IOException {
        if (!given.isEmpty()) {
            String id = valid(given, "specified NodeID is invalid");
            write(id);
            return id;
        }
        if (folder != null) {
            var content = disk.read(folder.resolve(NAME));
            if (content.isPresent()) {
                String text = new String(content.get(), StandardCharsets.UTF_8).strip();
                return valid(text, "NodeID in " + folder.resolve(NAME) + " is invalid");
            }
        }
        String fresh = chance.uuid().toString();
        write(fresh);
        return fresh;
    }

    private void write(String id) throws IOException {
        if (folder != null) {
            disk.write(folder.resolve(NAME), id.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String valid(String text, String what) {
        String id = text.toLowerCase(Locale.ROOT);
        if (id.length() != LENGTH) {
            throw new InvalidNodeIdException(what + ": uuid string is wrong length");
        }
        for (int hyphen : HYPHENS) {
            if (id.charAt(hyphen) != '-') {
                throw new InvalidNodeIdException(what + ": uuid is improperly formatted");
            }
        }
        id.chars()
                .filter(c -> c != '-' && Character.digit(c, 16) < 0)
                .findFirst()
                .ifPresent(c -> {
                    throw new InvalidNodeIdException(
                            "%s: encoding/hex: invalid byte: U+%04X '%c'".formatted(what, c, c));
                });
        return id;
    }

    /** A node id is no UUID. The text names where it came from. */
    public static final class InvalidNodeIdException extends RuntimeException {
        private static final long serialVersionUID = 1;

        InvalidNodeIdException(String text) {
            super(text, null, false, false);
        }
    }
}
