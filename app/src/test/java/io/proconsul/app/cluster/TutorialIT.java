package io.proconsul.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.proconsul.app.cluster.View.Peer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The widely copied tutorial, literally: its four configuration files, its addresses, its order of
 * things. With {@code -Dcluster.genuine=true} the same is measured on Consul 1.8.7, without limits.
 */
class TutorialIT {
    private static final String CLIENT = "192.168.43.234";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration IDLE =
            Duration.ofSeconds(Integer.getInteger("tutorial.idle.seconds", 0));

    /** Millionths of a processor that a client agent may use for nothing. */
    private static final long IDLE_SHARE = 5_000;

    private static final Executable EXECUTABLE = Executable.chosen();

    @TempDir private Path folder;

    private final Figures figures = new Figures();
    private final List<Agent> servers = new ArrayList<>();
    private Lan lan;
    private Agent client;

    @BeforeEach
    void makeTheNetwork() throws IOException {
        String obstacle = Namespace.obstacle();
        assumeTrue(obstacle.isEmpty(), () -> "skipped: no network namespaces here: " + obstacle);
        lan = new Lan();
        addServer(1, "172.17.0.4");
        addServer(2, "172.17.0.9");
        addServer(3, "172.17.0.6");
        client =
                new Agent(
                        "consul-client",
                        EXECUTABLE,
                        lan.joinRouted("client", CLIENT),
                        CLIENT,
                        folder,
                        List.of("-config-dir", configuration("consul-client-conf")));
    }

    private void addServer(int number, String address) {
        String name = "consul-server" + number;
        servers.add(
                new Agent(
                        name,
                        EXECUTABLE,
                        lan.join(name, address),
                        "127.0.0.1",
                        folder,
                        List.of("-config-dir", configuration(name + "-conf"))));
    }

    private static String configuration(String name) {
        try {
            return Path.of(
                            Objects.requireNonNull(
                                            TutorialIT.class.getResource("/tutorial/" + name))
                                    .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @AfterEach
    void removeEverything() {
        if (lan != null) {
            everybody().forEach(Agent::close);
            lan.close();
        }
    }

    private List<Agent> everybody() {
        List<Agent> all = new ArrayList<>(servers);
        all.add(client);
        return all;
    }

    @Test
    void the_tutorial_works_as_written() throws Exception {
        startAll();
        membersAreThoseOfTheTutorial();
        peersAreThoseOfTheTutorial();
        thePageAnswers();
        aServiceIsFoundEverywhere();
        doingNothingCostsLittle();
        writesGoOnAfterTheLeaderDied();
        everythingHealsWithChangedAddresses();

        System.out.println(EXECUTABLE.path() + "\n" + figures);
        if (!EXECUTABLE.isGenuine()) {
            assertThat(figures.missed()).as("%s", figures).isEmpty();
        }
    }

    private void startAll() throws IOException {
        long begin = System.nanoTime();
        for (Agent agent : everybody()) {
            agent.start();
        }
        Await.until("four members alive at everybody", PATIENCE, this::everybodySeesFour);
        figures.time("four members alive", Await.since(begin), Duration.ofSeconds(4));
        Await.until("three voters", PATIENCE, this::hasThreeVoters);
        figures.time("three voters", Await.since(begin), Duration.ofSeconds(8));
    }

    private boolean everybodySeesFour() throws IOException {
        for (Agent agent : everybody()) {
            if (!View.aliveMembers(agent).equals(addresses())) {
                return false;
            }
        }
        return true;
    }

    private Map<String, String> addresses() {
        Map<String, String> addresses = new TreeMap<>(Map.of("consul-client", CLIENT));
        servers.forEach(server -> addresses.put(server.name(), lan.address(server.name())));
        return addresses;
    }

    private boolean hasThreeVoters() throws IOException {
        return View.peers(client).stream().filter(Peer::isVoter).count() == 3;
    }

    private void membersAreThoseOfTheTutorial() {
        assertThat(servers.getFirst().command("members").orFail().output())
                .isEqualTo(
                        """
                        Node            Address              Status  Type    Build  Protocol  DC   Segment
                        consul-server1  172.17.0.4:8301      alive   server  1.8.7  2         dc1  <all>
                        consul-server2  172.17.0.9:8301      alive   server  1.8.7  2         dc1  <all>
                        consul-server3  172.17.0.6:8301      alive   server  1.8.7  2         dc1  <all>
                        consul-client   192.168.43.234:8301  alive   client  1.8.7  2         dc1  <default>
                        """);
    }

    private void peersAreThoseOfTheTutorial() {
        List<String> lines =
                client.commandAt("operator raft list-peers").orFail().output().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.getFirst()).matches("Node +ID +Address +State +Voter +RaftProtocol");
        assertThat(lines.stream().skip(1))
                .allMatch(line ->
                        line.matches(
                                "consul-server[123] +[0-9a-f-]{36} +172\\.17\\.0\\.[469]:8300"
                                        + " +(leader|follower) +true +3"));
        assertThat(lines).filteredOn(line -> line.contains(" leader ")).hasSize(1);
    }

    private void thePageAnswers() throws IOException {
        assertThat(
                        lan.host()
                                .call(() -> {
                                    try (var wire =
                                            new HttpWire(client.http(), Duration.ofSeconds(10))) {
                                        return wire.send("GET", "/ui/", "");
                                    }
                                })
                                .status())
                .isEqualTo(200);
    }

    private void aServiceIsFoundEverywhere() throws IOException {
        assertThat(
                        client.put(
                                        "/v1/agent/service/register",
                                        "{\"Name\": \"web\", \"Port\": 8080}")
                                .status())
                .isEqualTo(200);
        for (Agent server : servers) {
            Await.until(
                    "web.service.consul at " + server.name(),
                    Duration.ofSeconds(10),
                    () ->
                            DnsQuestion.addresses(
                                            server.namespace(), "127.0.0.1", "web.service.consul.")
                                    .equals(List.of(CLIENT)));
        }
    }

    /** What agents cost that have nothing to do takes a while to see, so only where asked for. */
    private void doingNothingCostsLittle() throws IOException {
        if (IDLE.isZero()) {
            System.out.println("left out: what idle agents cost (-Dtutorial.idle.seconds=60)");
            return;
        }
        Duration before = client.processorTime();
        Await.pause(IDLE);
        Duration used = client.processorTime().minus(before);
        figures.row(
                "idle client, millionths of a processor",
                used.toNanos() / IDLE.toMillis(),
                IDLE_SHARE,
                "");
        figures.row("idle client, resident", client.residentKibibytes() / 1024, 90, "MB");
        for (Agent server : servers) {
            figures.row(
                    "idle " + server.name() + ", resident",
                    server.residentKibibytes() / 1024,
                    160,
                    "MB");
        }
    }

    private void writesGoOnAfterTheLeaderDied() throws IOException {
        Agent leader = leader();
        assertThat(leader.put("/v1/kv/before", "1").body()).isEqualTo("true");
        Agent other = servers.stream().filter(server -> server != leader).findFirst().orElseThrow();

        leader.kill();
        Duration gap =
                Await.until(
                        "a write after the leader's end",
                        PATIENCE,
                        () ->
                                other.ask("PUT", "/v1/kv/after", "2", Duration.ofSeconds(1))
                                        .body()
                                        .equals("true"));
        figures.time("writes after kill -9 of the leader", gap, Duration.ofSeconds(2));
        leader.start();
        Await.until("the killed one is back", PATIENCE, this::everybodySeesFour);
        Await.until("three voters again", PATIENCE, this::hasThreeVoters);
    }

    private Agent leader() throws IOException {
        String address = View.leader(client);
        return servers.stream()
                .filter(server -> address.startsWith(lan.address(server.name()) + ":"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the leader is " + address));
    }

    private void everythingHealsWithChangedAddresses() throws IOException {
        everybody().forEach(Agent::kill);
        lan.move("consul-server1", "172.17.0.5");
        lan.move("consul-server2", "172.17.0.3");
        lan.move("consul-server3", "172.17.0.8");

        long begin = System.nanoTime();
        for (Agent agent : everybody()) {
            agent.start();
        }
        Await.until("four members at new addresses", PATIENCE, this::everybodySeesFour);
        Await.until("three voters and a leader at new addresses", PATIENCE, this::isHealed);
        Await.until(
                "what was written before",
                PATIENCE,
                () ->
                        client.get("/v1/kv/before?raw").body().equals("1")
                                && client.get("/v1/kv/after?raw").body().equals("2"));
        figures.time(
                "healed after a restart with changed addresses",
                Await.since(begin),
                Duration.ofSeconds(20));
    }

    private boolean isHealed() throws IOException {
        List<Peer> peers = View.peers(client);
        return peers.size() == 3
                && peers.stream().allMatch(Peer::isVoter)
                && peers.stream().filter(Peer::isLeader).count() == 1
                && peers.stream()
                        .allMatch(peer ->
                                peer.address().equals(addresses().get(peer.node()) + ":8300"));
    }
}
