package io.proconsul.agent.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.proconsul.agent.MemoryDisk;
import io.proconsul.agent.node.NodeIdentity;
import io.proconsul.gossip.Pool;
import io.proconsul.gossip.PoolSettings;
import io.proconsul.gossip.serf.Member;
import io.proconsul.gossip.serf.PoolEvent;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.clock.VirtualTime;
import io.proconsul.runtime.metrics.Metrics;
import io.proconsul.runtime.net.EventLoops;
import io.proconsul.runtime.random.Chance;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Servers on real sockets, with the time of the flood join in our hands. */
class FloodJoinTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final EventLoopGroup loops = EventLoops.start(1);
    private final List<PoolMembers> open = new ArrayList<>();
    private final VirtualTime time = new VirtualTime();

    @AfterEach
    void close() {
        open.forEach(PoolMembers::close);
        var _ = loops.shutdownGracefully();
    }

    private Pool.Ground ground(String log) {
        Clock clock = Clock.system();
        return new Pool.Ground(
                loops, clock, Chance.secure(), new MemoryDisk(), new Metrics(clock), log);
    }

    private PoolMembers server(String name) throws IOException {
        var node =
                new NodeIdentity(
                        UUID.randomUUID().toString(),
                        name,
                        "dc1",
                        true,
                        "127.0.0.1",
                        Map.of(),
                        Map.of());
        int wanPort = freePort();
        var tags = new AgentTags("1.8.7:", wanPort, 8300, false, 0, "0", false);
        PoolSettings lan =
                PoolSettings.local(name, new InetSocketAddress(HERE, 0)).withTags(tags.lan(node));
        PoolSettings wan =
                PoolSettings.local(name + ".dc1", new InetSocketAddress(HERE, wanPort))
                        .withTags(tags.wan(node));
        var settings = new PoolsSettings(node, lan, wan, new PoolKeys("", null, true, true));
        PoolMembers members = new PoolMembers(settings, this::ground);
        open.add(members);
        return members;
    }

    /** The port of the WAN pool is told before the pool opens it. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, HERE)) {
            return socket.getLocalPort();
        }
    }

    private FloodJoin flood(PoolMembers members) {
        return new FloodJoin(members, "dc1", time, Chance.seeded(1));
    }

    /** Completes when somebody has joined the WAN pool of {@code members}. */
    private static CompletableFuture<Void> hears(PoolMembers members, String name) {
        CompletableFuture<Void> heard = new CompletableFuture<>();
        members.onWan(event -> {
            if (event instanceof PoolEvent.Joined(Member member) && member.name().equals(name)) {
                heard.complete(null);
            }
        });
        return heard.orTimeout(20, TimeUnit.SECONDS);
    }

    private static void joinLan(PoolMembers newcomer, PoolMembers member) {
        List<String> target = List.of(member.lanPool().address().toString());
        assertThat(newcomer.join(target, false).join()).isEqualTo(1);
    }

    @Test
    void a_server_that_joins_the_lan_is_brought_into_the_wan() throws IOException {
        PoolMembers a = server("a");
        PoolMembers b = server("b");
        CompletableFuture<Void> heard = hears(a, "b.dc1");
        try (FloodJoin _ = flood(a)) {
            a.start();
            b.start();
            joinLan(b, a);
            heard.join();
        }
        assertThat(a.wanMembers())
                .extracting(Member::name)
                .containsExactlyInAnyOrder("a.dc1", "b.dc1");
    }

    @Test
    void one_that_was_there_before_is_found_when_the_interval_is_over() throws IOException {
        PoolMembers a = server("a");
        PoolMembers b = server("b");
        CompletableFuture<Void> heard = hears(a, "b.dc1");
        CompletableFuture<Void> met = new CompletableFuture<>();
        a.onLan(event -> {
            if (event instanceof PoolEvent.Joined(Member member) && member.name().equals("b")) {
                met.complete(null);
            }
        });
        a.start();
        b.start();
        joinLan(b, a);
        met.orTimeout(20, TimeUnit.SECONDS).join();
        try (FloodJoin late = flood(a)) {
            late.start();
            assertThat(a.wanMembers()).hasSize(1);
            time.pass(FloodJoin.INTERVAL.multipliedBy(2));
            heard.join();
        }
    }

    @Test
    void nobody_is_looked_for_after_the_end() throws IOException {
        PoolMembers a = server("a");
        a.start();
        FloodJoin flood = flood(a);
        flood.start();
        flood.close();
        time.pass(FloodJoin.INTERVAL.multipliedBy(2));
        assertThat(time.pending()).isZero();
    }
}
