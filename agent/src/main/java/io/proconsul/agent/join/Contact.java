package io.proconsul.agent.join;

import io.proconsul.gossip.Joined;

import java.util.concurrent.CompletableFuture;

/** Joins the pool of one address. Any thread; completes on a thread that must not be held up. */
public interface Contact {
    /**
     * @return how many members behind the address took us in, and why others did not; fails when
     *     this agent cannot join at all
     */
    CompletableFuture<Joined> join(String address);
}
