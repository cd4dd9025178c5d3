package io.proconsul.raft.ratis;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A leader's question to all who have a vote, whether they know of no later term than its own. Once
 * a majority says so, nobody else was elected before the question was put: whoever is elected needs
 * the vote of one of them, who gives it after that answer.
 *
 * <p>Ratis has such a question too, but spares itself the asking when the commit index was
 * confirmed at any time before, and so answers from a leader that was deposed since.
 */
final class Confirmation {
    private final Voters voters;
    private final CompletableFuture<Void> majority = new CompletableFuture<>();

    // Under the lock of this.
    private final Set<String> agreed = new HashSet<>();
    private int unanswered;

    private Confirmation(Voters voters) {
        this.voters = voters;
    }

    /**
     * Asks.
     *
     * @param question put to a peer; its future fails when the peer says no or nothing in time
     * @return done with the majority; fails when too few have agreed
     */
    static CompletableFuture<Void> of(
            Voters voters, Function<String, CompletableFuture<Void>> question) {
        var confirmation = new Confirmation(voters);
        confirmation.ask(question);
        return confirmation.majority;
    }

    private void ask(Function<String, CompletableFuture<Void>> question) {
        Set<String> others = voters.others();
        unanswered = others.size();
        if (voters.isMajority(agreed::contains)) {
            majority.complete(null);
        }
        for (String peer : others) {
            var _ = question.apply(peer).whenComplete((_, no) -> answered(peer, no == null));
        }
    }

    private void answered(String peer, boolean agrees) {
        boolean reached;
        boolean over;
        synchronized (this) {
            if (agrees) {
                agreed.add(peer);
            }
            unanswered--;
            reached = agrees && voters.isMajority(agreed::contains);
            over = unanswered == 0;
        }
        if (reached) {
            majority.complete(null);
        } else if (over) {
            majority.completeExceptionally(new TooFew());
        }
    }

    /** The answers are all there and no majority. */
    static final class TooFew extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooFew() {
            super("no majority stands behind this leader", null, false, false);
        }
    }
}
