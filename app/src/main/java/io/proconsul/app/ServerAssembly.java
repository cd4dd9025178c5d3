package io.proconsul.app;

import io.proconsul.agent.node.NodeIdentity;
import io.proconsul.gossip.serf.PoolEvent;
import io.proconsul.raft.ConsensusEngine;
import io.proconsul.raft.EngineEvent;
import io.proconsul.raft.Fsm;
import io.proconsul.raft.Peer;
import io.proconsul.raft.link.AddressedLink;
import io.proconsul.raft.memory.MemoryEngine;
import io.proconsul.raft.ratis.RatisEngine;
import io.proconsul.raft.ratis.RatisSettings;
import io.proconsul.rpc.Caller;
import io.proconsul.rpc.CountedCaller;
import io.proconsul.rpc.net.Connector;
import io.proconsul.rpc.net.RpcListener;
import io.proconsul.rpc.net.RpcServices;
import io.proconsul.rpc.servers.ServerBook;
import io.proconsul.rpc.snapshot.SnapshotService;
import io.proconsul.server.Server;
import io.proconsul.server.ServerSurroundings;
import io.proconsul.server.cluster.ServerDirectory;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The server of an agent in server mode, with its replicated log. */
final class ServerAssembly implements Role {
    private final Plan.ServerPlan plan;
    private final @Nullable Path folder;
    private final NodeIdentity node;
    private final Platform platform;
    private final Gossip gossip;
    private final ExecutorService notifier;
    private final ServerLinks links;
    private final Server server;
    private final Running running = new Running();

    /** Set while the server is made, which makes its engine. */
    private @Nullable AddressedLink log;

    /**
     * @param folder where things outlive the process; null keeps everything in memory
     */
    ServerAssembly(
            Plan.ServerPlan plan,
            @Nullable Path folder,
            NodeIdentity node,
            Connector connector,
            Platform platform,
            Gossip gossip) {
        this.plan = plan;
        this.folder = folder;
        this.node = node;
        this.platform = platform;
        this.gossip = gossip;
        ServerBook wan = new ServerBook(platform.chance());
        links = running.add(new ServerLinks(node.datacenter(), wan, connector, platform));
        notifier =
                Executors.newSingleThreadExecutor(
                        task -> Thread.ofPlatform().name("notifier").daemon().unstarted(task));
        server =
                new Server(
                        plan.settings(),
                        new ServerSurroundings(
                                platform.clock(),
                                platform.timers(),
                                platform.chance(),
                                notifier,
                                this::engine,
                                () -> ClusterMembers.of(gossip.members().lanMembers()),
                                new ServerPools(gossip.members(), node.datacenter(), links),
                                platform.resolver(),
                                links,
                                links,
                                links,
                                platform.metrics()));
        server.addLeaderListener(
                new LeaderReport(() -> NewLeader.tell(gossip.members(), node.name())));
        gossip.members().onLan(this::heard);
        gossip.members().onWan(new ServerNews(wan, LoggerFactory.getLogger("agent.server"))::heard);
        gossip.whenJoined(server::joinedWhoCanBe);
    }

    private void heard(PoolEvent event) {
        if (event instanceof PoolEvent.OfMember news) {
            server.memberChanged(ClusterMembers.of(news));
        }
    }

    private ConsensusEngine engine(
            Fsm fsm, Consumer<EngineEvent> listener, ServerDirectory servers) {
        var self = new Peer(node.id(), plan.settings().address(), true);
        if (folder == null) {
            return new MemoryEngine(self, fsm, listener, platform.chance());
        }
        log = links.log(servers);
        RatisSettings standard = RatisSettings.lan(self, folder.resolve("raft"));
        return new RatisEngine(
                standard.withSnapshotEvery(plan.snapshotThreshold(), standard.snapshotBytes()),
                fsm,
                log,
                listener,
                platform.disk(),
                platform.clock(),
                platform.timers(),
                platform.chance());
    }

    @Override
    public SnapshotService snapshots() {
        return server.snapshots();
    }

    /** Opens the log and the port. */
    @Override
    public void start() throws IOException {
        running.add(server);
        server.start();
        InetSocketAddress port = plan.rpcPort();
        if (port != null) {
            running.add(listen(port));
        }
    }

    private RpcListener listen(InetSocketAddress port) throws IOException {
        var services =
                new RpcServices(
                        CountedCaller.ofPort(server.caller(), platform.metrics()),
                        server.snapshots(),
                        this::called,
                        Optional.empty());
        try {
            return RpcListener.listen(
                    port,
                    services,
                    plan.rpcLimits(),
                    platform.loops(),
                    platform.threads(),
                    platform.chance());
        } catch (IOException failure) {
            throw new IOException("Failed to start RPC layer: " + failure.getMessage(), failure);
        }
    }

    /** A frame of the replicated log, from another server. */
    private CompletableFuture<byte[]> called(byte[] frame) {
        AddressedLink open = log;
        return open == null
                ? CompletableFuture.failedFuture(
                        new IOException("this server keeps its log in memory and has no peers"))
                : open.called(frame);
    }

    @Override
    public Caller caller() {
        return server.caller();
    }

    @Override
    public Map<String, Map<String, String>> stats() {
        return server.stats();
    }

    @Override
    public CompletableFuture<Void> leave() {
        return server.leave(gossip.members()::leave);
    }

    @Override
    public void close() {
        running.close();
        notifier.shutdownNow();
    }
}
