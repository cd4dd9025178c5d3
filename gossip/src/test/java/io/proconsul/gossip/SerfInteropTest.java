package io.proconsul.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gossip.serf.Answers;
import io.proconsul.gossip.serf.KeyAnswer;
import io.proconsul.gossip.serf.PoolEvent;
import io.proconsul.gossip.serf.Question;
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
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.UnaryOperator;

/** Three genuine Serf agents and two of our members in one pool, on 127.0.72.x. */
@Timeout(120)
class SerfInteropTest {
    private static final @Nullable Path SERF = SerfAgent.find().orElse(null);
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODw==";
    private static final String NEW_KEY = "EBESExQVFhcYGRobHB0eHyAhIiMkJSYnKCkqKywtLi8=";

    @TempDir Path folder = Path.of("");
    private final java.util.ArrayDeque<AutoCloseable> running = new java.util.ArrayDeque<>();

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
    }

    private SerfAgent serf(String node, String ip, String... more) {
        Path executable = java.util.Objects.requireNonNull(SERF);
        SerfAgent agent = SerfAgent.start(executable, folder, node, ip, more);
        running.push(agent);
        return agent;
    }

    private TestMember ours(String name, String ip, UnaryOperator<PoolSettings> more) {
        TestMember member = TestMember.start(name, ip + ":7946", more);
        running.push(member);
        return member;
    }

    private static void join(TestMember member, SerfAgent to) {
        Joined joined = member.pool.join(List.of(to.address()), false).join();
        assertThat(joined.failures()).isEmpty();
        assertThat(joined.reached()).isEqualTo(1);
    }

    @Test
    void genuine_agents_and_ours_are_one_pool() {
        SerfAgent s1 = serf("s1", "127.0.72.1", "-tag=role=web");
        SerfAgent s2 = serf("s2", "127.0.72.2", "-join=127.0.72.1:7946");
        serf("s3", "127.0.72.3", "-join=127.0.72.1:7946");
        TestMember j1 =
                ours("j1", "127.0.72.11", settings -> settings.withTags(Map.of("role", "db")));
        TestMember j2 = ours("j2", "127.0.72.12", settings -> settings);
        join(j1, s1);
        join(j2, s2);

        membersAgree(s1, j1);
        tagsTravel(s2, j1, j2);
        eventsTravel(s1, j1, j2);
        queriesAreAnswered(s1, j1);
        s1.await("Successfully contacted all live nodes", "reachability");
        s1.await("Estimated s1 <-> j1 rtt", "rtt", "s1", "j1");
    }

    private static void membersAgree(SerfAgent s1, TestMember j1) {
        String line = "j1 +127.0.72.11:7946 +alive +role=db +Protocol Version: 5 .*\\[2, 5\\]";
        String detailed = s1.await("(?s)" + line + ".*j2 .*alive", "members", "-detailed");
        assertThat(detailed.lines()).hasSize(5).allMatch(member -> member.contains(" alive "));
        for (String name : List.of("s1", "s2", "s3", "j2")) {
            if (j1.pool.members().stream().noneMatch(member -> member.name().equals(name))) {
                j1.awaitJoined(name);
            }
        }
        assertThat(j1.pool.members())
                .filteredOn(member -> member.name().equals("s1"))
                .singleElement()
                .satisfies(member -> assertThat(member.tags()).containsEntry("role", "web"));
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
        s1.ask("event", "-coalesce=false", "deploy", "v1");
        j1.await(e -> isEvent(e, "deploy", "v1"));
        j2.await(e -> isEvent(e, "deploy", "v1"));
        j1.pool.userEvent("from-java", "hi".getBytes(StandardCharsets.UTF_8), false).join();
        j2.await(e -> isEvent(e, "from-java", "hi"));
    }

    private static boolean isEvent(PoolEvent event, String name, String payload) {
        return event instanceof PoolEvent.UserEvent heard
                && heard.name().equals(name)
                && new String(heard.payload(), StandardCharsets.UTF_8).equals(payload);
    }

    private static void queriesAreAnswered(SerfAgent s1, TestMember j1) {
        for (String relays : List.of("0", "2")) {
            s1.await(
                    "(?s)Total Acks: 5.Total Responses: 5",
                    "query",
                    "-relay-factor=" + relays,
                    "load",
                    "now?");
        }
        s1.await(
                "(?s)Ack from 'j1'.Response from 'j1': 0.5.Total Acks: 1",
                "query",
                "-tag=role=d.",
                "load",
                "now?");
        Set<String> answered = new ConcurrentSkipListSet<>();
        CompletableFuture<Void> finished = new CompletableFuture<>();
        Question question = new Question("load", new byte[0], List.of(), true, 1, null);
        j1.pool
                .query(
                        question,
                        new Answers() {
                            @Override
                            public void answered(String member, byte[] payload) {
                                answered.add(
                                        member
                                                + "="
                                                + new String(payload, StandardCharsets.UTF_8)
                                                        .strip());
                            }

                            @Override
                            public void finished() {
                                finished.complete(null);
                            }
                        })
                .join();
        finished.join();
        assertThat(answered).containsExactly("j1=0.5", "j2=0.5", "s1=0.7", "s2=0.7", "s3=0.7");
    }

    @Test
    void leaving_dying_and_coming_back_are_seen_on_both_sides() {
        SerfAgent s1 = serf("s1", "127.0.72.1");
        SerfAgent s2 = serf("s2", "127.0.72.2", "-join=127.0.72.1:7946");
        SerfAgent s3 = serf("s3", "127.0.72.3", "-join=127.0.72.1:7946");
        TestMember j1 = ours("j1", "127.0.72.11", settings -> settings);
        TestMember j2 = ours("j2", "127.0.72.12", settings -> settings);
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

        s2.ask("leave");
        j1.awaitLeft("s2");

        j1.close();
        s1.await("j1 .*failed", "members");
        TestMember again = ours("j1", "127.0.72.11", settings -> settings);
        join(again, s1);
        s1.await("j1 .*alive", "members");
    }

    @Test
    void a_pool_with_keys_rotates_them_and_shuts_strangers_out() throws Exception {
        Path ring = folder.resolve("serf.keyring");
        Files.writeString(ring, "[\"" + KEY + "\"]");
        SerfAgent s1 = serf("s1", "127.0.72.1", "-keyring-file=" + ring);
        Path ourRing = folder.resolve("ours.keyring");
        UnaryOperator<PoolSettings> withKey =
                settings ->
                        settings.withEncryption(Encryption.of(Keyring.of(List.of(key(KEY)))))
                                .withKeyringFile(ourRing);
        TestMember j1 = ours("j1", "127.0.72.11", withKey);
        join(j1, s1);
        s1.await("j1 .*alive", "members");

        TestMember plain = ours("plain", "127.0.72.13", settings -> settings);
        Joined refused = plain.pool.join(List.of(s1.address()), false).join();
        assertThat(refused.reached()).isZero();
        assertThat(refused.failures()).singleElement().asString().contains("encrypted");
        Joined refusedByUs = plain.pool.join(List.of("127.0.72.11:7946"), false).join();
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
