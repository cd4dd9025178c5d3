package io.proconsul.agent.member;

import io.proconsul.agent.node.NodeIdentity;
import io.proconsul.gossip.Joined;
import io.proconsul.gossip.Pool;
import io.proconsul.gossip.PoolSettings;
import io.proconsul.gossip.serf.MemberStatus;
import io.proconsul.gossip.serf.PoolEvent;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The agents of the cluster as gossip knows them: the LAN pool of the datacenter, and on servers
 * the WAN pool. Any thread. Until {@link #start} it knows nobody but this agent.
 *
 * <p>Listeners hear the events of a pool in order, on that pool's thread, ourselves joining first;
 * they must be quick and may call back. One that throws is logged and does not disturb the others.
 */
public final class PoolMembers implements Members, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("agent");

    private final PoolsSettings settings;
    private final Function<String, Pool.Ground> ground;
    private final List<Consumer<PoolEvent>> lanListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<PoolEvent>> wanListeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Pool lan;
    private volatile @Nullable Pool wan;

    /**
     * @param ground what a pool runs on that speaks under that name in the log
     */
    public PoolMembers(PoolsSettings settings, Function<String, Pool.Ground> ground) {
        this.settings = settings;
        this.ground = ground;
    }

    /** Hears of the LAN pool; to be added before the start. */
    public void onLan(Consumer<PoolEvent> listener) {
        lanListeners.add(listener);
    }

    /** Hears of the WAN pool; to be added before the start. */
    public void onWan(Consumer<PoolEvent> listener) {
        wanListeners.add(listener);
    }

    /**
     * Opens the sockets and takes part; once.
     *
     * @throws IOException when a key is not valid or a port cannot be opened; nothing is open then
     */
    public void start() throws IOException {
        PoolSettings wanSettings = settings.wan();
        if (wanSettings != null) {
            wan = open("WAN", wanSettings, PoolKeys.WAN_FILE, wanListeners);
        }
        try {
            lan = open("LAN", settings.lan(), PoolKeys.LAN_FILE, lanListeners);
        } catch (IOException failure) {
            close();
            throw failure;
        }
    }

    private Pool open(
            String pool, PoolSettings bare, String keyFile, List<Consumer<PoolEvent>> listeners)
            throws IOException {
        Pool.Ground under = ground.apply(logName(pool));
        PoolSettings part = settings.keys().addTo(bare, keyFile, under.disk());
        try {
            return Pool.start(part, under, event -> tell(listeners, event));
        } catch (IOException failure) {
            throw new IOException(
                    "Failed to start " + pool + " Serf: " + failure.getMessage(), failure);
        }
    }

    /** As the reference names it. */
    private String logName(String pool) {
        return "agent."
                + (settings.node().server() ? "server" : "client")
                + ".serf."
                + pool.toLowerCase(Locale.ROOT);
    }

    private static void tell(List<Consumer<PoolEvent>> listeners, PoolEvent event) {
        for (Consumer<PoolEvent> listener : listeners) {
            try {
                listener.accept(event);
            } catch (RuntimeException failure) {
                LOG.error("news from gossip could not be dealt with", failure);
            }
        }
    }

    /** The LAN pool, for what only gossip can do. */
    public Pool lanPool() {
        return Objects.requireNonNull(lan, "the pool has been started");
    }

    /** The WAN pool; null on agents that are in none. */
    public @Nullable Pool wanPool() {
        return wan;
    }

    /** Everybody in the LAN pool as gossip tells it; nobody before the start. */
    public List<io.proconsul.gossip.serf.Member> lanMembers() {
        return members(lan);
    }

    /** Everybody in the WAN pool as gossip tells it; nobody before the start. */
    public List<io.proconsul.gossip.serf.Member> wanMembers() {
        return members(wan);
    }

    /** The living servers of this datacenter, as their tags tell. */
    public List<io.proconsul.gossip.serf.Member> servers() {
        String datacenter = settings.node().datacenter();
        return lanMembers().stream()
                .filter(member -> member.status() == MemberStatus.ALIVE)
                .filter(member -> ServerTags.areServersOf(member.tags(), datacenter))
                .toList();
    }

    private static List<io.proconsul.gossip.serf.Member> members(@Nullable Pool pool) {
        return pool == null ? List.of() : pool.members();
    }

    @Override
    public Member self() {
        String name = settings.lan().name();
        return lan().stream()
                .filter(member -> member.name().equals(name))
                .findFirst()
                .orElseGet(() -> MemberForm.alone(settings.lan()));
    }

    @Override
    public List<Member> lan() {
        return members(lan, settings.lan());
    }

    @Override
    public List<Member> wan() {
        PoolSettings part = settings.wan();
        return part == null ? List.of() : members(wan, part);
    }

    private static List<Member> members(@Nullable Pool pool, PoolSettings part) {
        return pool == null
                ? List.of(MemberForm.alone(part))
                : pool.members().stream().map(MemberForm::of).toList();
    }

    @Override
    public int aliveCount() {
        long alive =
                lanMembers().stream()
                        .filter(member -> member.status() == MemberStatus.ALIVE)
                        .count();
        return (int) Math.max(1, alive);
    }

    /**
     * Tells every agent of the LAN pool once, this one included. Before the start nobody hears it.
     * Fails when the event is too long.
     */
    public CompletableFuture<Void> tellAll(String event, byte @Nullable [] payload) {
        Pool pool = lan;
        return pool == null
                ? CompletableFuture.completedFuture(null)
                : pool.userEvent(event, payload, false);
    }

    @Override
    public CompletableFuture<Integer> join(List<String> addresses, boolean toWan) {
        String pool = toWan ? "WAN" : "LAN";
        LOG.atInfo()
                .addKeyValue(toWan ? "wan_addresses" : "lan_addresses", addresses)
                .log("({}) joining", pool);
        return contact(addresses, toWan)
                .thenApply(joined -> {
                    if (joined.reached() == 0) {
                        String failure = JoinFailures.text(joined.failures());
                        LOG.atWarn()
                                .addKeyValue("number_of_nodes", 0)
                                .addKeyValue("error", failure)
                                .log("({}) couldn't join", pool);
                        throw new MembershipException(failure);
                    }
                    LOG.atInfo()
                            .addKeyValue("number_of_nodes", joined.reached())
                            .log("({}) joined", pool);
                    return joined.reached();
                });
    }

    /** Contacts all addresses at once, without a word in the log. */
    public CompletableFuture<Joined> contact(List<String> addresses, boolean toWan) {
        Pool pool = toWan ? wan : lan;
        return pool == null
                ? CompletableFuture.failedFuture(
                        new MembershipException("Must be a server to join WAN cluster"))
                : pool.join(addresses, true);
    }

    @Override
    public CompletableFuture<Void> forceLeave(String node, boolean prune) {
        LOG.atInfo().addKeyValue("node", node).log("Force leaving node");
        Pool pool = lanPool();
        if (pool.members().stream().noneMatch(member -> member.name().equals(node))) {
            return CompletableFuture.failedFuture(
                    new MembershipException("agent: No node found with name '" + node + "'"));
        }
        Pool other = wan;
        CompletableFuture<Void> inLan = pool.forceLeave(node, prune);
        return other == null
                ? inLan
                : CompletableFuture.allOf(inLan, other.forceLeave(wanName(node), prune));
    }

    private String wanName(String node) {
        NodeIdentity self = settings.node();
        String ending = "." + self.datacenter();
        return node.endsWith(ending) ? node : node + ending;
    }

    @Override
    public CompletableFuture<Void> leave() {
        Pool other = wan;
        CompletableFuture<Void> leftWan =
                other == null ? CompletableFuture.completedFuture(null) : other.leave();
        return leftWan.thenCompose(left -> lanPool().leave());
    }

    /** Stops at once; {@link #leave} first says goodbye. */
    @Override
    public void close() {
        for (Pool pool : new @Nullable Pool[] {lan, wan}) {
            if (pool != null) {
                pool.close();
            }
        }
    }
}
