package io.proconsul.app;

import io.proconsul.agent.Agent;
import io.proconsul.agent.Surroundings;
import io.proconsul.agent.check.http.Tls;
import io.proconsul.agent.coordinate.CoordinateSender;
import io.proconsul.agent.event.UserEvents;
import io.proconsul.agent.node.AgentTokens;
import io.proconsul.agent.node.NodeIdentity;
import io.proconsul.agent.service.ConfiguredDefinitions;
import io.proconsul.agent.watch.WatchDefinition;
import io.proconsul.dns.DnsServer;
import io.proconsul.dns.DnsSettings;
import io.proconsul.dns.answer.Answerer;
import io.proconsul.dns.answer.DnsMeters;
import io.proconsul.dns.recursion.Recursors;
import io.proconsul.dns.recursion.Upstream;
import io.proconsul.gossip.serf.Member;
import io.proconsul.gossip.serf.PoolEvent;
import io.proconsul.http.HttpServer;
import io.proconsul.http.handler.LogSource;
import io.proconsul.http.handler.Operations;
import io.proconsul.rpc.Caller;
import io.proconsul.rpc.CountedCaller;
import io.proconsul.rpc.net.Connector;
import io.proconsul.rpc.net.DialledTls;
import io.proconsul.runtime.net.Dialer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    private final Running running = new Running();
    private final Platform platform = Platform.system(running);
    private final Gossip gossip;
    private final Role role;
    private final Caller caller;
    private final Agent agent;
    private final NewLeader newLeader;
    private final WatchAssembly watches;
    private volatile DnsSettings dns;

    /**
     * @param fatal hears why the agent cannot go on; any thread
     */
    Assembly(Plan plan, Consumer<String> fatal) {
        this.plan = plan;
        dns = plan.dns();
        gossip = new Gossip(plan.pools(), platform, fatal);
        role = newRole();
        caller = CountedCaller.ofAgent(role.caller(), platform.metrics());
        RuntimeGauges.declare(platform.metrics());
        agent = new Agent(plan.agent(), surroundings());
        newLeader = new NewLeader(plan.server() != null);
        watches = new WatchAssembly(plan.http().addresses(), platform, platform.threads());
        gossip.members().onLan(this::heard);
    }

    private Role newRole() {
        NodeIdentity node = plan.agent().node();
        Plan.ServerPlan server = plan.server();
        var connector = new Connector(platform.loops(), plan.rpcSource(), DialledTls.none());
        return server == null
                ? new ClientAssembly(node, plan.rpcHold(), connector, platform, gossip)
                : new ServerAssembly(server, plan.dataFolder(), node, connector, platform, gossip);
    }

    private Surroundings surroundings() {
        var tokens = new AgentTokens();
        tokens.user(plan.tokens().user());
        tokens.agent(plan.tokens().agent());
        tokens.agentMaster(plan.tokens().agentMaster());
        tokens.replication(plan.tokens().replication());
        return new Surroundings(
                platform.clock(),
                platform.timers(),
                platform.chance(),
                platform.disk(),
                Dialer.system(),
                Tls.system(),
                platform.threads(),
                caller,
                gossip.members(),
                platform.resolver(),
                tokens);
    }

    private void heard(PoolEvent event) {
        switch (event) {
            case PoolEvent.UserEvent told -> heard(told);
            case PoolEvent.Joined(Member member) when isServer(member) -> agent.serversChanged();
            case PoolEvent.OfMember _, PoolEvent.Asked _, PoolEvent.NameLost _ -> {}
        }
    }

    private static boolean isServer(Member member) {
        return member.tags().getOrDefault("role", "").equals("consul");
    }

    private void heard(PoolEvent.UserEvent told) {
        if (told.name().equals(NewLeader.EVENT)) {
            newLeader.heard(told.payload());
            agent.serversChanged();
        } else if (told.name().startsWith(UserEvents.PREFIX)) {
            agent.events().heard(told.time(), told.payload());
        }
    }

    /**
     * Starts everything.
     *
     * @throws IOException when a port cannot be bound or the data folder cannot be used; what ran
     *     is stopped then
     */
    void start(Operations operations, LogSource log) throws IOException {
        try {
            List<WatchDefinition> watched = watches.read(plan.watches());
            running.add(role);
            role.start();
            running.add(gossip);
            gossip.start();
            agent.start(plan.definitions());
            running.add(agent);
            startDns();
            startHttp(operations, log);
            running.add(watches).run(watched);
            gossip.retryJoins();
            startCoordinates();
            LOG.info("started state syncer");
        } catch (IOException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    private void startCoordinates() {
        if (plan.coordinates()) {
            var sender =
                    new CoordinateSender(
                            agent::node,
                            gossip.members(),
                            () -> gossip.coordinate().thenApply(Coordinates::orNull),
                            caller,
                            agent.tokens(),
                            platform.timers(),
                            platform.chance());
            running.add(sender).start();
        }
    }

    private void startDns() throws IOException {
        if (plan.dnsAddresses().isEmpty()) {
            return;
        }
        var recursors = new Recursors(Upstream.sockets(), platform.chance());
        var answerer =
                new Answerer(
                        caller,
                        () -> dns,
                        recursors,
                        platform.chance(),
                        platform.clock(),
                        new DnsMeters(
                                platform.metrics(), platform.clock(), plan.agent().node().name()));
        running.add(new DnsServer(answerer, platform.loops())).start(plan.dnsAddresses());
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
                                caller,
                                role.snapshots(),
                                operations,
                                platform.resolver(),
                                log,
                                platform.metrics(),
                                platform.clock(),
                                platform.disk(),
                                platform.threads(),
                                platform.loops()));
        running.add(() -> http.stop(HTTP_GRACE).join());
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

    Gossip gossip() {
        return gossip;
    }

    Role role() {
        return role;
    }

    /** Takes over what may change while the agent runs. */
    void reload(
            ConfiguredDefinitions definitions,
            Map<String, String> meta,
            boolean discardCheckOutput,
            DnsSettings newDns,
            List<Map<String, Object>> newWatches) {
        List<WatchDefinition> watched = watches.read(newWatches);
        agent.reload(definitions, meta, discardCheckOutput);
        dns = newDns;
        watches.run(watched);
    }

    /** Stops what runs, the newest first. */
    @Override
    public void close() {
        running.close();
    }
}
