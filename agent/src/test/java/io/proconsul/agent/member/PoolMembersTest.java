package io.proconsul.agent.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoopGroup;
import io.proconsul.agent.MemoryDisk;
import io.proconsul.agent.node.NodeIdentity;
import io.proconsul.gossip.Pool;
import io.proconsul.gossip.PoolSettings;
import io.proconsul.gossip.serf.PoolEvent;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.metrics.Metrics;
import io.proconsul.runtime.net.EventLoops;
import io.proconsul.runtime.random.Chance;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Agents on real sockets; who waits, waits for an event. */
class PoolMembersTest {
    private final EventLoopGroup loops = EventLoops.start(1);
    private final List<PoolMembers> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(PoolMembers::close);
        var _ = loops.shutdownGracefully();
    }

    private PoolMembers agent(String name, String datacenter) {
        var node =
                new NodeIdentity(
                        UUID.randomUUID().toString(),
                        name,
                        datacenter,
                        false,
                        "127.0.0.1",
                        Map.of(),
                        Map.of());
        var tags = new AgentTags("1.8.7:", 0, 0, false, 0, "0", false).lan(node);
        PoolSettings lan =
                PoolSettings.local(name, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .withTags(tags)
                        .withCheck(new LanCheck(node));
        var settings = new PoolsSettings(node, lan, null, new PoolKeys("", null, true, true));
        PoolMembers members = new PoolMembers(settings, this::ground);
        open.add(members);
        return members;
    }

    private Pool.Ground ground(String log) {
        Clock clock = Clock.system();
        return new Pool.Ground(
                loops, clock, Chance.secure(), new MemoryDisk(), new Metrics(clock), log);
    }

    /** Completes when that agent has heard that the other joined. */
    private static CompletableFuture<Void> hears(PoolMembers agent, String other) {
        CompletableFuture<Void> heard = new CompletableFuture<>();
        agent.onLan(event -> {
            if (event instanceof PoolEvent.Joined(var member) && member.name().equals(other)) {
                heard.complete(null);
            }
        });
        return heard.orTimeout(20, TimeUnit.SECONDS);
    }

    private static String address(PoolMembers agent) {
        return agent.lanPool().address().toString();
    }

    @Test
    void agents_that_join_know_each_other() throws IOException {
        PoolMembers a = agent("a", "dc1");
        PoolMembers b = agent("b", "dc1");
        CompletableFuture<Void> heard = hears(a, "b");
        a.start();
        b.start();
        assertThat(b.join(List.of(address(a)), false).join()).isEqualTo(1);
        heard.join();
        assertThat(a.lan()).extracting(Member::name).containsExactlyInAnyOrder("a", "b");
        assertThat(b.aliveCount()).isEqualTo(2);
        assertThat(b.self().tags()).containsEntry("role", "node").containsEntry("segment", "");
    }

    @Test
    void an_agent_of_another_datacenter_is_told_why_it_may_not_join() throws IOException {
        PoolMembers a = agent("a", "dc1");
        PoolMembers b = agent("b", "dc2");
        a.start();
        b.start();
        assertThatThrownBy(() -> b.join(List.of(address(a)), false).join())
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("1 error occurred:")
                .hasMessageContaining(
                        "Member 'a' part of wrong datacenter 'dc1' (b is part of 'dc2')");
        assertThat(a.lan()).hasSize(1);
    }

    @Test
    void before_the_start_an_agent_knows_itself_only() {
        PoolMembers a = agent("a", "dc1");
        assertThat(a.lan()).extracting(Member::name).containsExactly("a");
        assertThat(a.aliveCount()).isEqualTo(1);
        assertThat(a.lanMembers()).isEmpty();
    }

    @Test
    void clients_are_in_no_wan_pool_and_cannot_join_one() throws IOException {
        PoolMembers a = agent("a", "dc1");
        a.start();
        assertThat(a.wan()).isEmpty();
        assertThatThrownBy(() -> a.join(List.of("127.0.0.1"), true).join())
                .hasMessageContaining("Must be a server to join WAN cluster");
    }

    @Test
    void an_unknown_member_cannot_be_forced_to_leave() throws IOException {
        PoolMembers a = agent("a", "dc1");
        a.start();
        assertThatThrownBy(() -> a.forceLeave("x", false).join())
                .hasMessageContaining("agent: No node found with name 'x'");
    }
}
