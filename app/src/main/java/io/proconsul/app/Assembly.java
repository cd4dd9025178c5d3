package io.proconsul.app;

import io.netty.channel.EventLoopGroup;
import io.proconsul.agent.Agent;
import io.proconsul.agent.Surroundings;
import io.proconsul.agent.check.http.Tls;
import io.proconsul.agent.member.Members;
import io.proconsul.agent.member.SoleMember;
import io.proconsul.agent.node.AgentTokens;
import io.proconsul.agent.node.NodeIdentity;
import io.proconsul.agent.service.ConfiguredDefinitions;
import io.proconsul.dns.DnsServer;
import io.proconsul.dns.DnsSettings;
import io.proconsul.dns.answer.Answerer;
import io.proconsul.dns.recursion.Recursors;
import io.proconsul.dns.recursion.Upstream;
import io.proconsul.http.HttpServer;
import io.proconsul.http.handler.LogSource;
import io.proconsul.http.handler.Operations;
import io.proconsul.raft.ConsensusEngine;
import io.proconsul.raft.EngineEvent;
import io.proconsul.raft.Fsm;
import io.proconsul.raft.Peer;
import io.proconsul.raft.PeerLink;
import io.proconsul.raft.memory.MemoryEngine;
import io.proconsul.raft.ratis.RatisEngine;
import io.proconsul.raft.ratis.RatisSettings;
import io.proconsul.rpc.Caller;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.disk.Disk;
import io.proconsul.runtime.metrics.Metrics;
import io.proconsul.runtime.net.Dialer;
import io.proconsul.runtime.net.EventLoops;
import io.proconsul.runtime.random.Chance;
import io.proconsul.security.acl.TokenResolver;
import io.proconsul.server.Forwarder;
import io.proconsul.server.Server;
import io.proconsul.server.ServerSurroundings;
import io.proconsul.server.leader.Member;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * All parts of one agent, built by calling their constructors, started in order and stopped in
 * reverse. The only place that knows whether a server stands behind the {@code Caller}.
 */
final class Assembly implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("agent");

    /** What is being answered may end before listeners close. */
    private static final Duration HTTP_GRACE = Duration.ofMillis(500);

    private final Plan plan;
    private final Clock clock = Clock.system();
    private final Chance chance = Chance.secure();
    private final Disk disk = Disk.system();
    private final TokenResolver resolver = TokenResolver.allowAll();
    private final Metrics metrics = new Metrics(clock);
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    private final Timers timers;
    private final Executor threads;
    private final EventLoopGroup loops;
    private final Members members;
    private final @Nullable Server server;
    private final Agent agent;
    private volatile DnsSettings dns;

    Assembly(Plan plan) {
        this.plan = plan;
        this.dns = plan.dns();
        this.timers = closing(Timers.system("timers"));
        ExecutorService virtual =
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("work-", 0).factory());
        running.push(virtual::shutdownNow);
        this.threads = virtual;
        this.loops = EventLoops.start(Math.max(2, Runtime.getRuntime().availableProcessors()));
        running.push(() -> loops.shutdownGracefully().syncUninterruptibly());
        NodeIdentity node = plan.agent().node();
        this.members = new SoleMember(() -> node, plan.member());
        this.server = plan.server() == null ? null : server(plan.server(), node);
        this.agent = new Agent(plan.agent(), surroundings());
    }

    private <C extends AutoCloseable> C closing(C part) {
        running.push(part);
        return part;
    }

    private Surroundings surroundings() {
        var tokens = new AgentTokens();
        tokens.user(plan.tokens().user());
        tokens.agent(plan.tokens().agent());
        tokens.agentMaster(plan.tokens().agentMaster());
        tokens.replication(plan.tokens().replication());
        return new Surroundings(
                clock,
                timers,
                chance,
                disk,
                Dialer.system(),
                Tls.system(),
                threads,
                caller(),
                members,
                resolver,
                tokens);
    }

    private Caller caller() {
        return server == null ? new NoServers() : server.caller();
    }

    private Server server(Plan.ServerPlan serverPlan, NodeIdentity node) {
        ExecutorService notifier =
                Executors.newSingleThreadExecutor(
                        task -> Thread.ofPlatform().name("notifier").daemon().unstarted(task));
        running.push(notifier::shutdownNow);
        var around =
                new ServerSurroundings(
                        clock,
                        timers,
                        chance,
                        notifier,
                        (fsm, listener) -> engine(serverPlan, node, fsm, listener),
                        this::clusterMembers,
                        resolver,
                        Forwarder.none());
        var built = new Server(serverPlan.settings(), around);
        built.addLeaderListener(new LeaderReport(node.name()));
        return built;
    }

    private ConsensusEngine engine(
            Plan.ServerPlan serverPlan,
            NodeIdentity node,
            Fsm fsm,
            Consumer<EngineEvent> listener) {
        var self = new Peer(node.id(), serverPlan.settings().address(), true);
        Path folder = plan.dataFolder();
        if (folder == null) {
            return new MemoryEngine(self, fsm, listener, chance);
        }
        List<Peer> founders = serverPlan.bootstrap() ? List.of(self) : List.of();
        RatisSettings standard = RatisSettings.lan(self, founders, folder.resolve("raft"));
        RatisSettings settings =
                standard.withSnapshotEvery(
                        serverPlan.snapshotThreshold(), standard.snapshotBytes());
        return new RatisEngine(settings, fsm, PeerLink.none(), listener, disk, clock, chance);
    }

    /** Everybody in the LAN pool, as the leader's duties see them. */
    private List<Member> clusterMembers() {
        return members.lan().stream()
                .map(member ->
                        new Member(
                                member.name(),
                                member.address(),
                                member.tags(),
                                Member.Status.ALIVE,
                                Member.SerfProtocol.DEFAULT))
                .toList();
    }

    /**
     * Starts everything.
     *
     * @throws IOException when a port cannot be bound or the data folder cannot be used; what ran
     *     is stopped then
     */
    void start(Operations operations, LogSource log) throws IOException {
        try {
            if (server != null) {
                server.start();
                running.push(server);
            }
            agent.start(plan.definitions());
            running.push(agent);
            startDns();
            startHttp(operations, log);
            LOG.info("started state syncer");
        } catch (IOException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    private void startDns() throws IOException {
        if (plan.dnsAddresses().isEmpty()) {
            return;
        }
        var recursors = new Recursors(Upstream.sockets(), chance);
        var answerer = new Answerer(caller(), () -> dns, recursors, chance, clock);
        closing(new DnsServer(answerer, loops)).start(plan.dnsAddresses());
    }

    private void startHttp(Operations operations, LogSource log) throws IOException {
        if (plan.http().addresses().isEmpty()) {
            return;
        }
        HttpServer http =
                HttpServer.start(
                        plan.http(),
                        new HttpServer.Surroundings(
                                agent,
                                caller(),
                                operations,
                                resolver,
                                log,
                                metrics,
                                clock,
                                disk,
                                threads,
                                loops));
        running.push(() -> http.stop(HTTP_GRACE).join());
        http.addresses()
                .forEach(address ->
                        LOG.atInfo()
                                .addKeyValue("address", Addresses.text(address))
                                .addKeyValue("network", Addresses.network(address))
                                .log("Started HTTP server"));
    }

    Agent agent() {
        return agent;
    }

    Optional<Server> server() {
        return Optional.ofNullable(server);
    }

    /** Takes over what may change while the agent runs. */
    void reload(
            ConfiguredDefinitions definitions,
            Map<String, String> meta,
            boolean discardCheckOutput,
            DnsSettings newDns) {
        agent.reload(definitions, meta, discardCheckOutput);
        dns = newDns;
    }

    /** Stops what runs, the newest first. */
    @Override
    public void close() {
        while (!running.isEmpty()) {
            AutoCloseable part = running.pop();
            try {
                part.close();
            } catch (Exception failure) {
                LOG.atError().addKeyValue("error", failure).log("stopping a part failed");
            }
        }
    }
}
