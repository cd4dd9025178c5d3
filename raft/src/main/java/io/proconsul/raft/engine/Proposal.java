package io.proconsul.raft.engine;

import io.proconsul.raft.ConsensusException;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** A command on its way, and what its proposer waits for. */
final class Proposal {
    private final byte[] command;
    private final CompletableFuture<Object> outcome = new CompletableFuture<>();

    /** Apart from the future, which the proposer may complete himself, for example by a timeout. */
    private final AtomicBoolean settled = new AtomicBoolean();

    Proposal(byte[] command) {
        this.command = command;
    }

    byte[] command() {
        return command;
    }

    int bytes() {
        return command.length;
    }

    CompletableFuture<Object> outcome() {
        return outcome;
    }

    /** True for the first caller only: he tells the outcome. */
    boolean settle() {
        return settled.compareAndSet(false, true);
    }

    boolean isSettled() {
        return settled.get();
    }

    void tell(Object result) {
        outcome.complete(result);
    }

    void tell(ConsensusException why) {
        outcome.completeExceptionally(why);
    }
}
