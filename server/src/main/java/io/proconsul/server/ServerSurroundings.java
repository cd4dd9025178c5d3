package io.proconsul.server;

import io.proconsul.raft.ConsensusEngine;
import io.proconsul.raft.EngineEvent;
import io.proconsul.raft.Fsm;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.metrics.Metrics;
import io.proconsul.runtime.random.Chance;
import io.proconsul.security.acl.TokenResolver;
import io.proconsul.server.cluster.ServerDirectory;
import io.proconsul.server.endpoint.GossipPools;
import io.proconsul.server.endpoint.OtherDatacenters;
import io.proconsul.server.leader.Member;
import io.proconsul.server.snapshot.OtherSnapshots;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Everything outside the server that it touches.
 *
 * @param notifier runs what it is given one after the other, in order, on one thread: wakes those
 *     who wait, so that the apply thread need not, and begins and ends the leader's duties. It gets
 *     at most one task for each waiting query, each waiter and each held call, all of them bounded.
 * @param engine makes the replicated log
 * @param members everybody gossip knows, this server among them
 * @param pools the gossip pools this server is in
 * @param tokens what tokens allow
 * @param forwarder calls other servers of the datacenter
 * @param others the datacenters that can be asked beside the own one
 * @param snapshots the snapshots of other servers and datacenters
 */
public record ServerSurroundings(
        Clock clock,
        Timers timers,
        Chance chance,
        Executor notifier,
        EngineFactory engine,
        Supplier<List<Member>> members,
        GossipPools pools,
        TokenResolver tokens,
        Forwarder forwarder,
        OtherDatacenters others,
        OtherSnapshots snapshots,
        Metrics metrics) {

    /** Makes the engine that drives a state machine; it is started later. */
    public interface EngineFactory {
        /**
         * @param servers where the servers of the datacenter live now, by their node ids
         */
        ConsensusEngine create(Fsm fsm, Consumer<EngineEvent> listener, ServerDirectory servers);
    }
}
