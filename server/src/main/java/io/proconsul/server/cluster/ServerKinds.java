package io.proconsul.server.cluster;

import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.rpc.method.Cluster;
import io.proconsul.rpc.method.Status;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.random.Chance;
import io.proconsul.server.Forwarder;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Knows which servers of the datacenter are of our kind. Gossip cannot tell, for genuine agents
 * must see the tags they expect; so every server that turns up is asked a question that only ours
 * understand, until it answers. A genuine one is told of in the log once for each time it turns up.
 *
 * <p>News come on the worker; what is known may be asked by any thread.
 */
public final class ServerKinds {
    private static final Logger LOG = LoggerFactory.getLogger("agent.server");

    /** Between two questions to a server that gave no answer. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** What a server says to a question it does not know (wire reference, section 6). */
    private static final String UNKNOWN_QUESTION = "rpc: can't find ";

    private final DatacenterRequest question;
    private final Forwarder forwarder;
    private final Timers timers;
    private final Chance chance;
    private final Executor worker;
    private final Runnable learnt;

    /** By node id; bounded by the servers gossip knows. */
    private final Map<String, Case> cases = new ConcurrentHashMap<>();

    /** How many cases there were. Only on the worker. */
    private long opened;

    /**
     * A server as it turned up, and what became known of it.
     *
     * @param number tells it from others of the same server
     */
    private record Case(ServerMember server, long number, @Nullable ServerKind kind) {
        Case settled(ServerKind found) {
            return new Case(server, number, found);
        }
    }

    /**
     * @param worker runs what it is given one after the other
     * @param learnt hears on the worker that more is known
     */
    public ServerKinds(
            String datacenter,
            Forwarder forwarder,
            Timers timers,
            Chance chance,
            Executor worker,
            Runnable learnt) {
        this.question = DatacenterRequest.of(datacenter, QueryOptions.DEFAULT);
        this.forwarder = forwarder;
        this.timers = timers;
        this.chance = chance;
        this.worker = worker;
        this.learnt = learnt;
    }

    /** Gossip has news about a server other than this one. On the worker. */
    public void changed(ServerMember server) {
        Case known = cases.get(server.id());
        if (!server.isAlive()) {
            cases.remove(server.id()); // it may come back as another
        } else if (known == null || !known.server().address().equals(server.address())) {
            Case fresh = new Case(server, opened++, null);
            cases.put(server.id(), fresh);
            ask(fresh);
        }
    }

    /** Gossip knows it no more. On the worker. */
    public void forget(String id) {
        cases.remove(id);
    }

    /** Empty as long as nobody knows. */
    Optional<ServerKind> of(ServerMember server) {
        return Optional.ofNullable(cases.get(server.id())).map(Case::kind);
    }

    /** Whether it is known to be no server of ours. */
    boolean isStranger(ServerMember server) {
        return of(server).filter(kind -> kind != ServerKind.OURS).isPresent();
    }

    private void ask(Case open) {
        String address = open.server().address();
        var _ =
                forwarder
                        .to(address, Cluster.FOUNDING, question)
                        .whenComplete((said, failure) ->
                                later(() -> {
                                    if (said != null) {
                                        settle(open, ServerKind.OURS);
                                    } else if (String.valueOf(failure).contains(UNKNOWN_QUESTION)) {
                                        askForPeers(open);
                                    } else {
                                        again(open);
                                    }
                                }));
    }

    private void askForPeers(Case open) {
        var _ =
                forwarder
                        .to(open.server().address(), Status.PEERS, question)
                        .whenComplete((said, failure) ->
                                later(() -> {
                                    if (said == null) {
                                        again(open);
                                    } else {
                                        settle(open, consul(said.value()));
                                    }
                                }));
    }

    private static ServerKind consul(List<String> peers) {
        return peers.isEmpty() ? ServerKind.CONSUL : ServerKind.CONSUL_WITH_LOG;
    }

    private void again(Case open) {
        if (isOpen(open)) {
            Duration pause = PAUSE.plus(chance.upTo(PAUSE));
            timers.after(
                    pause,
                    () ->
                            later(() -> {
                                if (isOpen(open)) {
                                    ask(open);
                                }
                            }));
        }
    }

    /** Nothing else was heard of the server since. */
    private boolean isOpen(Case open) {
        return open.equals(cases.get(open.server().id()));
    }

    private void settle(Case open, ServerKind kind) {
        if (!cases.replace(open.server().id(), open, open.settled(kind))) {
            return;
        }
        if (kind != ServerKind.OURS) {
            LOG.atError()
                    .addKeyValue("server", open.server().name())
                    .addKeyValue("address", open.server().address())
                    .addKeyValue("version", open.server().version())
                    .log(
                            "a genuine Consul server is in this datacenter and cannot share a raft"
                                    + " log with Proconsul: it is not counted and not added; stop"
                                    + " it, make it a client agent, or give it a datacenter of its"
                                    + " own");
        }
        learnt.run();
    }

    private void later(Runnable step) {
        try {
            worker.execute(step);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("the server stops: {}", stopped.getMessage());
        }
    }
}
