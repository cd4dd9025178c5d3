package io.proconsul.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoopGroup;
import io.proconsul.agent.member.AgentTags;
import io.proconsul.agent.member.PoolKeys;
import io.proconsul.agent.member.PoolMembers;
import io.proconsul.agent.member.PoolsSettings;
import io.proconsul.agent.node.NodeIdentity;
import io.proconsul.gossip.Pool;
import io.proconsul.gossip.PoolSettings;
import io.proconsul.model.coordinate.DatacenterMap;
import io.proconsul.model.operator.KeyringRequest;
import io.proconsul.model.operator.KeyringResponse;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Method;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.disk.Disk;
import io.proconsul.runtime.metrics.Metrics;
import io.proconsul.runtime.net.EventLoops;
import io.proconsul.runtime.random.Chance;
import io.proconsul.server.endpoint.OtherDatacenters;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A server alone in its pools, on real sockets; the other datacenter is a fake. */
class ServerPoolsTest {
    private static final String KEY = "pUqJrVyVRj5jsiYEkM/tFQYfWyJIv4s3XkvDwy7Cu5s=";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final EventLoopGroup loops = EventLoops.start(1);
    private final List<KeyringRequest> forwarded = new ArrayList<>();
    private PoolMembers members;
    private ServerPools pools;

    private final OtherDatacenters others =
            new OtherDatacenters() {
                @Override
                public List<String> byDistance() {
                    return List.of("dc1", "dc2");
                }

                @Override
                @SuppressWarnings("unchecked") // only keys are asked for
                public <Q, R> CompletableFuture<Answer<R>> call(
                        String datacenter, Method<Q, R> method, Q request) {
                    forwarded.add((KeyringRequest) request);
                    return CompletableFuture.failedFuture(new RpcException("nobody there"));
                }
            };

    @BeforeEach
    void start() throws IOException {
        var node = new NodeIdentity("id", "a", "dc1", true, "127.0.0.1", Map.of(), Map.of());
        var tags = new AgentTags("1.8.7:", 0, 8300, false, 0, "0", false);
        members =
                new PoolMembers(
                        new PoolsSettings(
                                node,
                                settings("a").withTags(tags.lan(node)),
                                settings("a.dc1").withTags(tags.wan(node)),
                                new PoolKeys(KEY, null, true, true)),
                        this::ground);
        members.start();
        pools = new ServerPools(members, "dc1", others);
    }

    private static PoolSettings settings(String name) {
        return PoolSettings.local(name, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private Pool.Ground ground(String log) {
        Clock clock = Clock.system();
        return new Pool.Ground(
                loops, clock, Chance.secure(), Disk.system(), new Metrics(clock), log);
    }

    @AfterEach
    void stop() {
        members.close();
        var _ = loops.shutdownGracefully();
    }

    private static KeyringRequest request(String operation, String key, boolean localOnly) {
        return new KeyringRequest(operation, key, "dc1", false, 0, localOnly, QueryOptions.DEFAULT);
    }

    @Test
    void keys_of_one_datacenter_are_those_of_its_lan() {
        List<KeyringResponse> said = pools.keyring(request(KeyringRequest.LIST, "", true)).join();
        assertThat(said)
                .singleElement()
                .satisfies(lan -> {
                    assertThat(lan.wan()).isFalse();
                    assertThat(lan.datacenter()).isEqualTo("dc1");
                    assertThat(lan.keys()).isEqualTo(Map.of(KEY, 1));
                    assertThat(lan.primaryKeys()).isEqualTo(Map.of(KEY, 1));
                    assertThat(lan.numNodes()).isEqualTo(1);
                    assertThat(lan.error()).isEmpty();
                });
        assertThat(forwarded).isEmpty();
    }

    @Test
    void other_datacenters_are_asked_once_and_told_not_to_ask_on() {
        assertThat(pools.keyring(request(KeyringRequest.LIST, "", false)))
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .withMessageContaining("nobody there");
        assertThat(forwarded)
                .singleElement()
                .satisfies(asked -> {
                    assertThat(asked.datacenter()).isEqualTo("dc2");
                    assertThat(asked.forwarded()).isTrue();
                });
    }

    @Test
    void what_is_no_key_and_what_is_no_operation_is_told() {
        assertThatThrownBy(() -> pools.keyring(request(KeyringRequest.INSTALL, "a", true)))
                .isInstanceOf(RpcException.class)
                .hasMessageStartingWith("Invalid keyring key");
        assertThat(pools.keyring(request("turn", "", true)))
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .withMessageContaining("Invalid keyring operation: turn");
    }

    @Test
    void an_event_that_is_too_long_is_refused_with_the_originals_words() {
        assertThat(pools.fire("deploy", new byte[1000]))
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .withMessageContaining("1 error occurred:\n\t* error broadcasting event to segment")
                .withMessageContaining("limit");
    }

    @Test
    void servers_stand_in_the_map_of_their_datacenter_under_their_own_names() {
        assertThat(pools.datacenterMaps())
                .singleElement()
                .satisfies(map -> {
                    assertThat(map.datacenter()).isEqualTo("dc1");
                    assertThat(map.areaId()).isEqualTo(DatacenterMap.WAN);
                    assertThat(map.coordinates())
                            .singleElement()
                            .satisfies(place -> assertThat(place.node()).isEqualTo("a"));
                });
    }
}
