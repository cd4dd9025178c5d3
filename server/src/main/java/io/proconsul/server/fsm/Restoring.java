package io.proconsul.server.fsm;

import io.proconsul.model.archive.ArchiveReader;
import io.proconsul.state.Outcome;
import io.proconsul.state.Root;
import io.proconsul.state.StateStore;
import io.proconsul.state.snapshot.SnapshotReader;

import java.io.IOException;
import java.io.InputStream;

/**
 * Carries out restores as the log tells their steps. What it holds depends on the log alone, so
 * that every server ends with the same state. Apply thread.
 */
final class Restoring {
    private final StateStore store;
    private final Runnable restored;
    private Staging staging = Staging.NONE;

    /**
     * @param restored is told after the state was replaced
     */
    Restoring(StateStore store, Runnable restored) {
        this.store = store;
        this.restored = restored;
    }

    Staging staging() {
        return staging;
    }

    /** Goes on from a captured state. */
    void install(Staging captured) {
        staging = captured;
    }

    Outcome apply(RestoreStep step) {
        if (step.op().equals(RestoreStep.BEGIN)) {
            staging = Staging.begun(step.id());
            return new Outcome.Done();
        }
        if (!step.id().equals(staging.id())) {
            return new Outcome.Refused("another restore has begun meanwhile");
        }
        return switch (step.op()) {
            case RestoreStep.PIECE -> piece(step);
            case RestoreStep.COMMIT -> commit(step);
            default -> new Outcome.Refused("unknown step of a restore: " + step.op());
        };
    }

    private Outcome piece(RestoreStep step) {
        if (step.number() != staging.pieces().size()) {
            return ended("piece %d of the archive is out of order".formatted(step.number()));
        }
        if (staging.bytes() + step.piece().length > Pieces.BYTES_MAX) {
            return ended("the archive is larger than " + Pieces.BYTES_MAX + " bytes");
        }
        staging = staging.with(step.piece());
        return new Outcome.Done();
    }

    private Outcome commit(RestoreStep step) {
        if (step.number() != staging.pieces().size()) {
            return ended("pieces of the archive are missing");
        }
        Root archive;
        try {
            archive = read(staging.archive());
        } catch (IOException bad) {
            return ended(String.valueOf(bad.getMessage()));
        }
        staging = Staging.NONE;
        store.restore(archive);
        restored.run();
        return new Outcome.Done();
    }

    private Outcome ended(String why) {
        staging = Staging.NONE;
        return new Outcome.Refused(why);
    }

    /**
     * The state in an archive.
     *
     * @throws IOException in the words that scripts know
     */
    static Root read(InputStream archive) throws IOException {
        Root root = ArchiveReader.read(archive, SnapshotReader::read).state();
        if (root == null) {
            throw new IOException("failed to read snapshot file: it holds no state");
        }
        return root;
    }
}
