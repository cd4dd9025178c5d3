package io.proconsul.raft.engine;

import io.proconsul.raft.Capture;
import io.proconsul.raft.Fsm;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Between the log and the state machine: puts large commands together again and hands everything on
 * in order. One thread at a time, the engine's apply thread.
 */
public final class Applier {
    private final Fsm fsm;
    private Pieces pieces = Pieces.NONE;

    /** Whether what the state machine holds comes from this log. */
    private boolean begun;

    public Applier(Fsm fsm) {
        this.fsm = fsm;
    }

    /**
     * Applies an entry.
     *
     * @return an outcome for each command that this entry brought or completed: none for a piece
     *     with more to follow
     */
    public List<Object> apply(long index, long term, Content content) {
        if (!begun) {
            fsm.clear();
            begun = true;
        }
        return switch (content) {
            case Content.Commands(var commands) -> {
                pieces = Pieces.NONE;
                yield applied(index, term, commands);
            }
            case Content.Piece piece -> {
                pieces = pieces.with(piece);
                byte[] whole = pieces.whole();
                if (whole == null) {
                    yield List.of();
                }
                pieces = Pieces.NONE;
                yield applied(index, term, List.of(whole));
            }
        };
    }

    private List<Object> applied(long index, long term, List<byte[]> commands) {
        List<Object> outcomes = fsm.apply(index, term, commands);
        if (outcomes.size() != commands.size()) {
            throw new AssertionError(
                    "%d outcomes for the %d commands of entry %d"
                            .formatted(outcomes.size(), commands.size(), index));
        }
        return outcomes;
    }

    /** The state after the last entry: what the state machine says and the pieces at hand. */
    public Capture capture() {
        Pieces atHand = pieces;
        Capture state = fsm.capture();
        return out -> {
            DataOutputStream data = new DataOutputStream(out);
            atHand.writeTo(data);
            data.flush();
            state.writeTo(out);
        };
    }

    /** Replaces everything by what {@link #capture} wrote. */
    public void install(InputStream captured) throws IOException {
        pieces = Pieces.read(new DataInputStream(captured));
        fsm.install(captured);
        begun = true;
    }
}
