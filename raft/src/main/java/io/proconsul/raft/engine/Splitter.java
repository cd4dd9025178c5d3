package io.proconsul.raft.engine;

import java.util.Arrays;
import java.util.List;

/** Cuts a large command into entries. One thread at a time. */
final class Splitter {
    final Proposal proposal;
    private final long id;
    private final int pieceBytes;
    private final int count;
    private int sent;

    Splitter(Proposal proposal, long id, int pieceBytes) {
        this.proposal = proposal;
        this.id = id;
        this.pieceBytes = pieceBytes;
        this.count = Math.ceilDiv(proposal.bytes(), pieceBytes);
    }

    boolean hasMore() {
        return sent < count;
    }

    Entry next(GroupCommit sender) {
        int from = sent * pieceBytes;
        int to = Math.min(from + pieceBytes, proposal.bytes());
        byte[] bytes = Arrays.copyOfRange(proposal.command(), from, to);
        return new Entry(new Content.Piece(id, sent++, count, bytes), List.of(proposal), sender);
    }
}
