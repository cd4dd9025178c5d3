package io.proconsul.raft.engine;

import io.proconsul.raft.ConsensusException;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An entry on its way into the log and out of it again. The engine that appended it finds the same
 * object when it applies, and so hands the outcomes over without writing them down.
 */
public final class Entry {
    private final Content content;
    private final List<Proposal> proposals;
    private final GroupCommit sender;
    private final AtomicBoolean settled = new AtomicBoolean();
    private volatile boolean taken;

    /**
     * @param proposals those that fail when this entry fails; when it is applied, it brings the
     *     outcomes of the first of them: of all, or of none for a piece with more to follow
     */
    Entry(Content content, List<Proposal> proposals, GroupCommit sender) {
        this.content = content;
        this.proposals = proposals;
        this.sender = sender;
    }

    public Content content() {
        return content;
    }

    /** The log has it now: from here on nobody but the log knows whether it will take effect. */
    public void taken() {
        taken = true;
    }

    /** The state machine has seen it, these are the outcomes. */
    public void applied(List<Object> outcomes) {
        if (settled.compareAndSet(false, true)) {
            sender.applied(this, outcomes);
        }
    }

    /** It will not be applied here. Does nothing when it was already. */
    public void failed(ConsensusException why) {
        if (settled.compareAndSet(false, true)) {
            sender.failed(this, why);
        }
    }

    /**
     * This server does not lead, or no longer: whether the command was taken makes the difference.
     */
    public void refused() {
        failed(
                taken
                        ? new ConsensusException.LeadershipLost()
                        : new ConsensusException.NotLeader());
    }

    boolean isLastPiece() {
        return content instanceof Content.Piece piece && piece.number() == piece.count() - 1;
    }

    List<Proposal> proposals() {
        return proposals;
    }
}
