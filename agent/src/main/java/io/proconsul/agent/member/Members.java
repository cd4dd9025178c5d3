package io.proconsul.agent.member;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The agents of the cluster and the ways to change who belongs to it. Any thread. Futures fail with
 * {@link MembershipException}, whose text people read.
 */
public interface Members {
    /** This agent. */
    Member self();

    /** Everybody in the LAN pool, this agent included; never empty. */
    List<Member> lan();

    /** Everybody in the WAN pool; empty on clients. Names are {@code node.datacenter}. */
    List<Member> wan();

    /** Members that are alive and not leaving; scales periodic work. At least 1. */
    int aliveCount();

    /** Joins the pool through any of the addresses; completes with how many answered. */
    CompletableFuture<Integer> join(List<String> addresses, boolean wan);

    /**
     * Makes a failed member count as left, in the LAN and the WAN pool.
     *
     * @param prune also forgets it at once
     */
    CompletableFuture<Void> forceLeave(String node, boolean prune);

    /** Says goodbye; completes when the others had time to hear it. */
    CompletableFuture<Void> leave();
}
