package io.proconsul.server.endpoint;

import io.proconsul.rpc.Answer;
import io.proconsul.rpc.Body;

import java.util.concurrent.CompletableFuture;

/** Answers that say nothing but "done". */
final class Replies {
    /** The empty map of the wire. */
    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // Void has no other value
    static final Answer<Void> NOTHING = new Answer<>(new Body<>((Void) null), Answer.NO_META);

    static final Answer<Boolean> TRUE = Answer.of(true);
    static final Answer<Boolean> FALSE = Answer.of(false);

    private Replies() {}

    static <R> CompletableFuture<Answer<R>> now(Answer<R> answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
