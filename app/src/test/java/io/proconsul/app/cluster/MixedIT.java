package io.proconsul.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.proconsul.json.JsonValue.JsonObject;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Genuine agents among ours, and ours among genuine ones. */
class MixedIT {
    private static final Duration START = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofSeconds(15);

    /** Until a silent member counts as failed, with the defaults of a LAN. */
    private static final Duration SUSPICION = Duration.ofSeconds(30);

    /**
     * A registration on its way while its agent leaves can bring the node back; genuine leaders
     * look again every minute.
     */
    private static final Duration RECONCILIATION = Duration.ofSeconds(75);

    /** Lets genuine servers elect in seconds. */
    private static final List<String> QUICK =
            List.of("-hcl", "performance { raft_multiplier = 1 }");

    /** Status numbers of {@code /v1/agent/members}. */
    private static final int LEFT = 3;

    private static final int FAILED = 4;

    /** Fewer compared exchanges would mean that the replay has gone wrong. */
    private static final int MANY = 500;

    @TempDir private Path folder;

    private final List<Agent> clients = new ArrayList<>();

    /** The exchanges with the first client, where they were replayed. */
    private final List<RecordedAnswer> sent = new ArrayList<>();

    private Executable genuine;
    private Lan lan;
    private @Nullable Servers cluster;
    private Optional<Capture> capture = Optional.empty();

    @BeforeEach
    void makeTheNetwork() {
        String obstacle = Namespace.obstacle();
        assumeTrue(obstacle.isEmpty(), () -> "skipped: no network namespaces here: " + obstacle);
        Optional<Executable> found = Executable.genuine();
        assumeTrue(found.isPresent(), "skipped: no genuine Consul 1.8.7 here");
        genuine = found.orElseThrow();
        lan = new Lan();
    }

    @AfterEach
    void removeEverything() {
        if (lan != null) {
            clients.forEach(Agent::close);
            capture.ifPresent(Capture::close);
            if (cluster != null) {
                cluster.close();
            }
            lan.close();
        }
    }

    @Test
    void genuine_clients_live_in_our_cluster() throws Exception {
        startServers(Executable.chosen());
        Agent vec = client(genuine, "172.17.0.21", Replay.flags());
        Agent second = client(genuine, "172.17.0.22", Clients.SECOND);

        answersAsGenuine(vec);
        livesAmong(vec, second);
    }

    @Test
    void our_clients_live_in_a_genuine_cluster() throws Exception {
        startServers(genuine);
        Agent vec = client(Executable.chosen(), "172.17.0.21", Replay.flags());
        Agent second = client(Executable.chosen(), "172.17.0.22", Clients.SECOND);

        answersAsGenuine(vec);
        livesAmong(vec, second);
    }

    @Test
    void snapshots_go_both_ways() throws IOException {
        Agent ours = single(Executable.chosen(), "ours", "172.17.0.31");
        Agent theirs = single(genuine, "theirs", "172.17.0.32");
        Contents.write(ours);
        Map<String, String> written = Contents.of(ours);

        Path ofOurs = snapshot(ours, "ours.snap");
        restore(theirs, ofOurs);
        assertThat(Contents.of(theirs)).isEqualTo(written);
        assertThat(theirs.put("/v1/kv/config/more", "more").body().strip()).isEqualTo("true");
        Map<String, String> more = Contents.of(theirs);

        restore(ours, snapshot(theirs, "theirs.snap"));
        assertThat(Contents.of(ours)).isEqualTo(more);
        for (Agent inspector : List.of(ours, theirs)) {
            assertThat(
                            inspector
                                    .command("snapshot", "inspect", ofOurs.toString())
                                    .orFail()
                                    .output())
                    .contains("Version      1");
        }
    }

    @Test
    void a_snapshot_with_everything_in_it_restores() throws IOException {
        Optional<Path> everything = Executable.shared("reference/wire-vectors/everything.snap");
        assumeTrue(everything.isPresent(), "skipped: no recorded snapshot here");
        Agent ours = single(Executable.chosen(), "ours", "172.17.0.31");
        Agent theirs = single(genuine, "theirs", "172.17.0.32");

        restore(ours, everything.orElseThrow());
        restore(theirs, everything.orElseThrow());

        assertThat(Contents.of(ours)).isEqualTo(Contents.of(theirs));
    }

    private void startServers(Executable executable) throws IOException {
        var made = new Servers(lan, executable, folder, QUICK);
        cluster = made;
        capture = Capture.begin(lan, folder);
        made.start(START);
    }

    private Servers servers() {
        return Objects.requireNonNull(cluster, "no servers were started");
    }

    private Agent client(Executable executable, String address, List<String> moreFlags)
            throws IOException {
        Agent client = Clients.start(lan, executable, address, folder, moreFlags);
        clients.add(client);
        Clients.awaitInCatalog(client, address);
        return client;
    }

    private Agent single(Executable executable, String name, String address) throws IOException {
        List<String> flags =
                new ArrayList<>(
                        List.of("-server", "-bootstrap", "-bind", address, "-client", "0.0.0.0"));
        flags.addAll(List.of("-node", name));
        flags.addAll(QUICK);
        var server = new Agent(name, executable, lan.join(name, address), address, folder, flags);
        clients.add(server);
        server.start();
        Await.until(
                name + " leads",
                START,
                () -> server.ask("DELETE", "/v1/kv/ready", "", SOON).body().strip().equals("true"));
        return server;
    }

    /** Takes minutes, so only with {@code -Dmixed.replay=true}. */
    private void answersAsGenuine(Agent client) throws IOException {
        Optional<Replay> replay = Replay.find();
        if (!Boolean.getBoolean("mixed.replay") || replay.isEmpty()) {
            System.out.println("left out: the recorded exchanges (-Dmixed.replay=true)");
            return;
        }
        Replay exchanges = replay.orElseThrow();
        Comparison.awaitSettled(servers());
        Map<String, RecordedAnswer> answers = exchanges.answers(client, folder);
        sent.addAll(answers.values());
        Comparison beside = Comparison.of(GenuineAnswers.to(exchanges, genuine), answers);
        System.out.printf(
                "recorded exchanges: %d sent, %d compared, left out of those %s; not sent %s%n",
                beside.sent(), beside.compared(), beside.leftOut(), exchanges.unsent());
        assertThat(beside.compared()).isGreaterThan(MANY);
        assertThat(beside.differences()).isEmpty();
    }

    private void livesAmong(Agent first, Agent second) throws Exception {
        everybodySeesEverybody();
        aServiceIsKnownToAll(second);
        writesWakeWaiters(first);
        eventsArrive(first, servers().all().getFirst());
        eventsArrive(servers().all().getFirst(), first);
        aCommandRunsOn(second);
        aSnapshotIsSaved(first);
        oneThatLeavesHasLeft(second);
        oneThatDiesHasFailed(first);
        itIsMadeToLeave(first);
        nobodyFoundAnythingUnreadable();
        capture.ifPresent(MixedIT::everythingOnTheWireIsUnderstood);
    }

    /** Servers and clients are different programs, so a job of one is carried out by the other. */
    private void aCommandRunsOn(Agent client) throws IOException {
        String output = anyServer().command("exec", "echo", "heard").orFail().output();
        assertThat(output)
                .contains(member(client) + ": heard")
                .contains("1 / 1 node(s) completed / acknowledged");
    }

    private static void aSnapshotIsSaved(Agent client) throws IOException {
        HttpWire.Response saved = client.get("/v1/snapshot");
        assertThat(saved.status()).as(saved.body()).isEqualTo(200);
    }

    private static void everythingOnTheWireIsUnderstood(Capture capture) {
        List<String> messages = capture.decoded();
        for (String kind : List.of("packet", "stream", "rpc")) {
            assertThat(messages).anyMatch(message -> message.contains("\"kind\": \"" + kind));
        }
        assertThat(messages).noneMatch(message -> message.contains("\"undecodable\""));
    }

    private void everybodySeesEverybody() {
        for (Agent agent : everybody()) {
            Await.until(
                    "five members at " + agent.name(),
                    SOON,
                    () -> View.aliveMembers(agent).size() == 5);
        }
    }

    private List<Agent> everybody() {
        List<Agent> all = new ArrayList<>(servers().all());
        all.addAll(clients);
        return all;
    }

    private void aServiceIsKnownToAll(Agent client) throws IOException {
        assertThat(
                        client.put(
                                        "/v1/agent/service/register",
                                        """
                                        {"Name": "mixed", "Port": 80, "Check": {"TTL": "60s", "Status": "passing"}}
                                        """)
                                .status())
                .isEqualTo(200);
        for (Agent agent : everybody()) {
            Await.until(
                    "mixed.service.consul at " + agent.name(),
                    SOON,
                    () ->
                            DnsQuestion.addresses(
                                            agent.namespace(), "127.0.0.1", "mixed.service.consul.")
                                    .equals(List.of(lan.address(client.name()))));
        }
    }

    private void writesWakeWaiters(Agent client) throws Exception {
        Agent server = servers().all().getLast();
        assertThat(server.put("/v1/kv/watched", "1").body().strip()).isEqualTo("true");
        HttpWire.Response before = client.get("/v1/kv/watched?consistent");
        var woken =
                CompletableFuture.supplyAsync(() -> {
                    try {
                        return client.ask(
                                "GET",
                                "/v1/kv/watched?wait=30s&index=" + before.index(),
                                "",
                                Duration.ofSeconds(40));
                    } catch (IOException broken) {
                        throw new UncheckedIOException(broken);
                    }
                });
        assertThat(client.put("/v1/kv/elsewhere", "1").body().strip()).isEqualTo("true");
        assertThat(server.put("/v1/kv/watched", "2").body().strip()).isEqualTo("true");
        HttpWire.Response after = woken.get();
        assertThat(after.index()).isGreaterThan(before.index());
        assertThat(View.text(View.objects(after).getFirst(), "Value"))
                .isEqualTo(Base64.getEncoder().encodeToString(new byte[] {'2'}));
    }

    private static void eventsArrive(Agent from, Agent to) throws IOException {
        String name = "from-" + from.name();
        assertThat(from.put("/v1/event/fire/" + name, "hello").status()).isEqualTo(200);
        Await.until(
                name + " at " + to.name(),
                SOON,
                () ->
                        View.objects(to.get("/v1/event/list?name=" + name)).stream()
                                .anyMatch(event -> View.text(event, "Payload").equals("aGVsbG8=")));
    }

    private void oneThatDiesHasFailed(Agent dying) {
        dying.kill();
        String name = member(dying);
        Await.until(name + " has failed", SUSPICION, () -> status(name, FAILED));
        Await.until(
                "serfHealth of " + name + " is critical",
                SOON,
                () ->
                        View.objects(anyServer().get("/v1/health/node/" + name)).stream()
                                .anyMatch(MixedIT::isCriticalSerfHealth));
    }

    private static boolean isCriticalSerfHealth(JsonObject check) {
        return View.text(check, "CheckID").equals("serfHealth")
                && View.text(check, "Status").equals("critical");
    }

    private void oneThatLeavesHasLeft(Agent leaving) throws Exception {
        assertThat(leaving.command("leave").orFail().output()).contains("Graceful leave complete");
        assertThat(leaving.awaitExit()).isZero();
        hasLeft(member(leaving));
    }

    private void itIsMadeToLeave(Agent dead) throws IOException {
        String name = member(dead);
        assertThat(anyServer().put("/v1/agent/force-leave/" + name, "").status()).isEqualTo(200);
        hasLeft(name);
    }

    private void hasLeft(String name) {
        Await.until(name + " has left", SOON, () -> status(name, LEFT));
        Await.until(
                name + " is out of the catalog",
                RECONCILIATION,
                () ->
                        View.objects(anyServer().get("/v1/catalog/nodes")).stream()
                                .noneMatch(node -> View.text(node, "Node").equals(name)));
    }

    private Agent anyServer() {
        return servers().all().getFirst();
    }

    private String member(Agent client) {
        return client == clients.getFirst() ? "vec" : "second";
    }

    /** Whether all agents that run give the member that status. */
    private boolean status(String member, long status) throws IOException {
        for (Agent agent : everybody()) {
            boolean same =
                    !agent.isAlive()
                            || View.objects(agent.get("/v1/agent/members")).stream()
                                    .filter(found -> View.text(found, "Name").equals(member))
                                    .anyMatch(found -> View.number(found, "Status") == status);
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private void nobodyFoundAnythingUnreadable() {
        for (Agent agent : everybody()) {
            assertThat(Complaints.of(agent, sent)).isEmpty();
        }
    }

    private Path snapshot(Agent agent, String name) throws IOException {
        HttpWire.Response saved = agent.get("/v1/snapshot");
        assertThat(saved.status()).as(saved.body()).isEqualTo(200);
        return Files.write(folder.resolve(name), saved.bytes());
    }

    private static void restore(Agent agent, Path archive) throws IOException {
        byte[] bytes = Files.readAllBytes(archive);
        HttpWire.Response restored =
                agent.namespace()
                        .call(() -> {
                            try (var wire = new HttpWire(agent.http(), SOON)) {
                                return wire.send("PUT", "/v1/snapshot", bytes);
                            }
                        });
        assertThat(restored.status()).as(restored.body()).isEqualTo(200);
        Await.until(
                agent.name() + " leads after the restore",
                SOON,
                () -> !View.leader(agent).isEmpty());
    }
}
