package io.proconsul.runtime.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The few things that reading a configuration asks of files that others wrote. Blocking; any
 * thread.
 */
public interface FileTree {
    /** What a path leads to, links followed. */
    enum Kind {
        MISSING,
        FILE,
        FOLDER
    }

    Kind kind(Path path) throws IOException;

    /** The whole content. {@code NoSuchFileException} when absent. */
    byte[] read(Path file) throws IOException;

    /** Everything in a folder, links not followed, in byte order of the names. */
    List<Path> entries(Path folder) throws IOException;

    /**
     * Where a link leads, step by step to the end, as a path in the form of the link's own: a
     * relative link in a relative folder stays relative. Any other path is its own answer.
     */
    Path target(Path path) throws IOException;

    /** The machine's files. */
    static FileTree system() {
        return new SystemFileTree();
    }
}
