package io.proconsul.rpc.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.runtime.clock.VirtualTime;
import io.proconsul.runtime.random.Chance;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

class ServerBookTest {
    private final ServerBook book = new ServerBook(Chance.seeded(1));

    private static Map<String, String> tags(String datacenter, String port) {
        return Map.of(
                "role", "consul",
                "dc", datacenter,
                "port", port,
                "id", "i",
                "raft_vsn", "3",
                "expect", "3",
                "build", "1.8.7:");
    }

    private static KnownServer server(String name, String datacenter, String address) {
        return KnownServer.of(name, InetAddress.ofLiteral(address), tags(datacenter, "8300"))
                .orElseThrow();
    }

    @Test
    void tags_make_a_server() {
        KnownServer server = server("s1.dc2", "dc2", "127.0.0.1");
        assertThat(server.name()).isEqualTo("s1");
        assertThat(server.datacenter()).isEqualTo("dc2");
        assertThat(server.address().getPort()).isEqualTo(8300);
        assertThat(server.raftVersion()).isEqualTo(3);
        assertThat(server.expect()).isEqualTo(3);
        assertThat(server.votes()).isTrue();
    }

    @Test
    void clients_and_servers_without_a_port_are_none() {
        InetAddress address = InetAddress.ofLiteral("127.0.0.1");
        assertThat(KnownServer.of("c", address, Map.of("role", "node", "dc", "dc1"))).isEmpty();
        for (String port : new String[] {"", "x", "0", "70000", "-1"}) {
            assertThat(KnownServer.of("s", address, tags("dc1", port))).isEmpty();
        }
    }

    @Test
    void a_server_that_moves_keeps_its_place() {
        book.put(server("s1", "dc1", "127.0.0.1"));
        book.put(server("s2", "dc1", "127.0.0.2"));
        String first = book.first("dc1").orElseThrow().name();
        book.put(server(first, "dc1", "127.0.0.9"));
        assertThat(book.in("dc1")).hasSize(2);
        assertThat(book.first("dc1").orElseThrow().address().getHostString())
                .isEqualTo("127.0.0.9");
    }

    @Test
    void datacenters_come_and_go_with_their_servers() {
        book.put(server("s1", "dc1", "127.0.0.1"));
        book.put(server("s1.dc2", "dc2", "127.0.0.2"));
        assertThat(book.datacenters()).containsExactly("dc1", "dc2");
        book.remove("dc2", "s1");
        assertThat(book.datacenters()).containsExactly("dc1");
        assertThat(book.first("dc2")).isEmpty();
    }

    @Test
    void agents_do_not_all_prefer_the_same_server() {
        Set<String> preferred = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            var other = new ServerBook(Chance.seeded(seed));
            other.put(server("s1", "dc1", "127.0.0.1"));
            other.put(server("s2", "dc1", "127.0.0.2"));
            other.put(server("s3", "dc1", "127.0.0.3"));
            preferred.add(other.first("dc1").orElseThrow().name());
        }
        assertThat(preferred).hasSize(3);
    }

    @Test
    void only_the_preferred_server_is_put_last_when_it_failed() {
        book.put(server("s1", "dc1", "127.0.0.1"));
        book.put(server("s2", "dc1", "127.0.0.2"));
        KnownServer first = book.in("dc1").getFirst();
        KnownServer last = book.in("dc1").getLast();
        book.failed(last);
        assertThat(book.in("dc1")).containsExactly(first, last);
        book.failed(first);
        assertThat(book.in("dc1")).containsExactly(last, first);
    }

    @Test
    void another_server_that_answers_is_preferred_every_two_to_three_minutes() {
        var time = new VirtualTime();
        for (int i = 1; i <= 5; i++) {
            book.put(server("s" + i, "dc1", "127.0.0." + i));
        }
        List<KnownServer> pinged = new ArrayList<>();
        var rebalancing =
                new Rebalancing(
                        book,
                        "dc1",
                        server -> {
                            pinged.add(server);
                            return server.name().equals("s4")
                                    ? CompletableFuture.completedFuture("here")
                                    : CompletableFuture.failedFuture(new IOException("gone"));
                        },
                        () -> 10,
                        time,
                        Chance.seeded(2));
        rebalancing.start();
        time.pass(Duration.ofSeconds(119));
        assertThat(pinged).isEmpty();
        time.pass(Duration.ofSeconds(61));
        assertThat(pinged.getLast().name()).isEqualTo("s4");
        assertThat(book.first("dc1").orElseThrow().name()).isEqualTo("s4");
        rebalancing.close();
        assertThat(time.pending()).isZero();
    }

    @Test
    void in_large_clusters_agents_take_turns_more_slowly() {
        var time = new VirtualTime();
        book.put(server("s1", "dc1", "127.0.0.1"));
        book.put(server("s2", "dc1", "127.0.0.2"));
        List<KnownServer> pinged = new ArrayList<>();
        var rebalancing =
                new Rebalancing(
                        book,
                        "dc1",
                        server -> {
                            pinged.add(server);
                            return CompletableFuture.completedFuture("here");
                        },
                        () -> 128_000,
                        time,
                        Chance.seeded(2));
        rebalancing.start();
        time.pass(Duration.ofSeconds(999));
        assertThat(pinged).isEmpty();
        time.pass(Duration.ofSeconds(1));
        assertThat(pinged).hasSize(1);
        rebalancing.close();
    }
}
