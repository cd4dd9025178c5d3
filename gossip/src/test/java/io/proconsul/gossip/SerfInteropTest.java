package io.proconsul.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gossip.serf.KeyAnswer;
import io.proconsul.gossip.serf.Member;
import io.proconsul.gossip.serf.PoolEvent;
import io.proconsul.gossip.serf.SerfSettings;
import io.proconsul.gossip.swim.SwimSettings;
import io.proconsul.gossip.wire.Encryption;
import io.proconsul.gossip.wire.Keyring;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** Genuine Serf agents and members of ours in one pool, on loopback addresses of their own. */
@Timeout(120)
class SerfInteropTest {
    private static final @Nullable Path SERF = SerfAgent.find().orElse(null);
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODw==";
    private static final String NEW_KEY = "EBESExQVFhcYGRobHB0eHyAhIiMkJSYnKCkqKywtLi8=";

    /** News may miss a member, so questions and events are repeated, but not for ever. */
    private static final int MOST_TRIES = 12;

    private static final String LAN = "-profile=lan";

    private static final Duration ANSWERED = Duration.ofMillis(1500);

    @TempDir Path folder = Path.of("");
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final Loopback net = Loopback.take();

    @BeforeEach
    void theRealProgramIsThere() {
        Assumptions.assumeTrue(
                SERF != null,
                "skipped: no genuine serf (../shared/tools/reference-consul --serf gives none)");
    }

    @AfterEach
    void stopAll() throws Exception {
        while (!running.isEmpty()) {
            running.pop().close();
        }
        net.close();
    }

    private SerfAgent serf(String node, int host, String... more) {
        Path executable = Objects.requireNonNull(SERF);
        SerfAgent agent = SerfAgent.start(executable, folder, node, net.ip(host), more);
        running.push(agent);
        return agent;
    }

    private TestMember ours(String name, int host, UnaryOperator<PoolSettings> more) {
        TestMember member = TestMember.start(name, net.ip(host) + ":7946", more);
        running.push(member);
        return member;
    }

    /** Sends each piece of news four times; the local preset's two do not always reach all five. */
    private static PoolSettings lan(PoolSettings settings) {
        return settings.withSerf(SerfSettings.consul(SwimSettings.lan()));
    }

    private static void join(TestMember member, SerfAgent to) {
        Joined joined = member.pool.join(List.of(to.address()), false).join();
        assertThat(joined.failures()).isEmpty();
        assertThat(joined.reached()).isEqualTo(1);
    }

    @Test
    void genuine_agents_and_ours_are_one_pool() {
        SerfAgent s1 = serf("s1", 1, LAN, "-tag=role=web");
        SerfAgent s2 = serf("s2", 2, LAN, "-join=" + s1.address());
        serf("s3", 3, LAN, "-join=" + s1.address());
        TestMember j1 = ours("j1", 11, settings -> lan(settings).withTags(Map.of("role", "db")));
        TestMember j2 = ours("j2", 12, SerfInteropTest::lan);
        join(j1, s1);
        join(j2, s2);

        membersAgree(s1, j1, net.ip(11));
        tagsTravel(s2, j1, j2);
        eventsTravel(s1, j1, j2);
        queriesAreAnswered(s1, j1);
        s1.await("Successfully contacted all live nodes", "reachability");
        s1.await("Estimated s1 <-> j1 rtt", "rtt", "s1", "j1");
    }

    private static void membersAgree(SerfAgent s1, TestMember j1, String ip) {
        String line = "j1 +" + ip + ":7946 +alive +role=db +Protocol Version: 5 .*\\[2, 5\\]";
        String five = "(?s)^([^\\n]* alive [^\\n]*\\n){5}$";
        String detailed = s1.await(five, "members", "-detailed");
        assertThat(detailed).containsPattern(line);
        j1.awaitMembers(
                members -> names(members).containsAll(Set.of("j1", "j2", "s1", "s2", "s3")));
        assertThat(j1.pool.members())
                .filteredOn(member -> member.name().equals("s1"))
                .singleElement()
                .satisfies(member -> assertThat(member.tags()).containsEntry("role", "web"));
    }

    private static List<String> names(List<Member> members) {
        return members.stream().map(Member::name).toList();
    }

    private static void tagsTravel(SerfAgent s2, TestMember j1, TestMember j2) {
        j1.pool.setTags(Map.of("role", "db", "shard", "7")).join();
        s2.await("j1 .*shard=7", "members");
        s2.ask("tags", "-set", "colour=blue");
        j2.await(e ->
                e instanceof PoolEvent.Updated(var member)
                        && "blue".equals(member.tags().get("colour")));
    }

    private static void eventsTravel(SerfAgent s1, TestMember j1, TestMember j2) {
        untilAllHear(
                "deploy", () -> s1.ask("event", "-coalesce=false", "deploy", "v1"), "v1", j1, j2);
        byte[] payload = "hi".getBytes(StandardCharsets.UTF_8);
        untilAllHear(
                "from-java", () -> j1.pool.userEvent("from-java", payload, false).join(), "hi", j1, j2);
    }

    private static void untilAllHear(
            String name, Runnable event, String payload, TestMember... members) {
        Set<TestMember> deaf = new LinkedHashSet<>(List.of(members));
        for (int tries = 0; tries < MOST_TRIES && !deaf.isEmpty(); tries++) {
            event.run();
            deaf.removeIf(member -> member.hears(e -> isEvent(e, name, payload), ANSWERED));
        }
        assertThat(deaf).as("members that never heard of %s", name).isEmpty();
    }

    private static boolean isEvent(PoolEvent event, String name, String payload) {
        return event instanceof PoolEvent.UserEvent heard
                && heard.name().equals(name)
                && new String(heard.payload(), StandardCharsets.UTF_8).equals(payload);
    }

    private static void queriesAreAnswered(SerfAgent s1, TestMember j1) {
        for (String relays : List.of("0", "2")) {
            Set<String> heard = new TreeSet<>();
            for (int tries = 0; tries < MOST_TRIES && heard.size() < 10; tries++) {
                heard.addAll(answers(s1, "-relay-factor=" + relays));
            }
            assertThat(heard)
                    .containsExactly(
                            "Ack from 'j1'",
                            "Ack from 'j2'",
                            "Ack from 's1'",
                            "Ack from 's2'",
                            "Ack from 's3'",
                            "Response from 'j1': 0.5",
                            "Response from 'j2': 0.5",
                            "Response from 's1': 0.7",
                            "Response from 's2': 0.7",
                            "Response from 's3': 0.7");
        }
        Set<String> filtered = new TreeSet<>();
        for (int tries = 0; tries < MOST_TRIES && filtered.size() < 2; tries++) {
            filtered.addAll(answers(s1, "-tag=role=d."));
        }
        assertThat(filtered).containsExactly("Ack from 'j1'", "Response from 'j1': 0.5");

        Set<String> answered = new TreeSet<>();
        for (int tries = 0; tries < MOST_TRIES && answered.size() < 5; tries++) {
            answered.addAll(j1.answers("load", 1, ANSWERED));
        }
        assertThat(answered).containsExactly("j1=0.5", "j2=0.5", "s1=0.7", "s2=0.7", "s3=0.7");
    }

    private static List<String> answers(SerfAgent agent, String option) {
        String timeout = "-timeout=" + ANSWERED.toMillis() + "ms";
        return agent.ask("query", timeout, option, "load", "now?")
                .lines()
                .filter(line -> line.contains(" from "))
                .toList();
    }

    @Test
    void leaving_dying_and_coming_back_are_seen_on_both_sides() {
        SerfAgent s1 = serf("s1", 1);
        SerfAgent s2 = serf("s2", 2, "-join=" + s1.address());
        SerfAgent s3 = serf("s3", 3, "-join=" + s1.address());
        TestMember j1 = ours("j1", 11, settings -> settings);
        TestMember j2 = ours("j2", 12, settings -> settings);
        join(j1, s1);
        join(j2, s1);
        s1.await("j2 .*alive", "members");
        j1.awaitJoined("j2");

        CompletableFuture<Void> gone = j2.pool.leave();
        j1.awaitLeft("j2");
        s1.await("j2 .*left", "members");
        gone.join();

        s3.kill();
        j1.awaitFailed("s3");
        s1.await("s3 .*failed", "members");
        s1.ask("force-leave", "s3");
        j1.awaitLeft("s3");

        j1.close();
        s1.await("j1 .*failed", "members");
        TestMember again = ours("j1", 11, settings -> settings);
        join(again, s1);
        s1.await("j1 .*alive", "members");

        s2.ask("leave");
        again.awaitLeft("s2");
    }

    @Test
    void a_pool_with_keys_rotates_them_and_shuts_strangers_out() throws Exception {
        Path ring = folder.resolve("serf.keyring");
        Files.writeString(ring, "[\"" + KEY + "\"]");
        SerfAgent s1 = serf("s1", 1, "-keyring-file=" + ring);
        Path ourRing = folder.resolve("ours.keyring");
        UnaryOperator<PoolSettings> withKey =
                settings ->
                        settings.withEncryption(Encryption.of(Keyring.of(List.of(key(KEY)))))
                                .withKeyringFile(ourRing);
        TestMember j1 = ours("j1", 11, withKey);
        join(j1, s1);
        s1.await("j1 .*alive", "members");

        TestMember plain = ours("plain", 13, settings -> settings);
        Joined refused = plain.pool.join(List.of(s1.address()), false).join();
        assertThat(refused.reached()).isZero();
        assertThat(refused.failures()).singleElement().asString().contains("encrypted");
        Joined refusedByUs = plain.pool.join(List.of(net.ip(11) + ":7946"), false).join();
        assertThat(refusedByUs.failures()).singleElement().asString().contains("encrypted");

        assertThat(s1.ask("keys", "-install=" + NEW_KEY)).contains("Successfully installed");
        KeyAnswer used = j1.pool.useKey(key(NEW_KEY), 0).join();
        assertThat(used.failure()).isEmpty();
        assertThat(used.members()).isEqualTo(2);
        assertThat(s1.ask("keys", "-remove=" + KEY)).contains("Successfully removed");
        assertThat(s1.ask("keys", "-list")).contains(NEW_KEY).contains("[2/2]");
        assertThat(j1.pool.listKeys(1).join().keys()).isEqualTo(Map.of(NEW_KEY, 2));
        s1.await("Successfully contacted all live nodes", "reachability");
        j1.close();
        assertThat(Files.readString(ourRing)).isEqualTo("[\n  \"" + NEW_KEY + "\"\n]");
    }

    private static byte[] key(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
