package io.proconsul.agent.stored;

import io.proconsul.runtime.disk.Disk;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/**
 * The files that were replaced but not yet forced to the disk. The journal vouches for them until
 * they are. Forcing goes in rounds: a round takes all files and all segments of the journal there
 * are, forces the files slice by slice, and deletes the segments at its end. Not for several
 * threads at once.
 */
final class Forcing {
    private static final Logger LOG = LoggerFactory.getLogger("agent.disk");

    private final Disk disk;
    private final Journal journal;
    private final List<Path> roundSegments = new ArrayList<>();
    private Set<Path> unforced = new LinkedHashSet<>();
    private Queue<Path> round = new ArrayDeque<>();
    private boolean keepSegments;

    Forcing(Disk disk, Journal journal) {
        this.disk = disk;
        this.journal = journal;
    }

    /** A file could not be replaced: only the journal knows what should be in it. */
    void keepSegments() {
        keepSegments = true;
    }

    void replaced(Path file) {
        unforced.add(file);
    }

    /** A file system keeps the order of deletions, so a deleted file needs no forcing. */
    void deleted(Path file) {
        unforced.remove(file);
    }

    int unforcedFiles() {
        return unforced.size() + round.size();
    }

    boolean clean() {
        return unforcedFiles() == 0 && roundSegments.isEmpty() && journal.isEmpty();
    }

    /**
     * Forces up to {@code count} files.
     *
     * @return false when the disk refused; the journal stays then, so nothing is lost
     */
    boolean forceSome(int count) {
        try {
            if (round.isEmpty()) {
                beginRound();
            }
            for (int i = 0; i < count && !round.isEmpty(); i++) {
                force(round.element());
                round.remove();
            }
            if (round.isEmpty()) {
                endRound();
            }
            return true;
        } catch (IOException failure) {
            LOG.atWarn()
                    .addKeyValue("error", failure.getMessage())
                    .log("Registrations are safe but their files could not be forced to the disk");
            return false;
        }
    }

    private void beginRound() {
        round = new ArrayDeque<>(unforced);
        unforced = new LinkedHashSet<>();
        roundSegments.addAll(journal.roll());
    }

    private void force(Path file) throws IOException {
        try {
            disk.force(file);
        } catch (NoSuchFileException gone) {
            LOG.debug("{} was deleted before it was forced", file);
        }
    }

    private void endRound() throws IOException {
        if (!keepSegments) {
            for (Path segment : roundSegments) {
                disk.delete(segment);
            }
        }
        roundSegments.clear();
    }
}
