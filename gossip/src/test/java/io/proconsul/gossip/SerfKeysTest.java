package io.proconsul.gossip;

import static io.proconsul.gossip.MixedPool.LAN;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gossip.serf.KeyAnswer;
import io.proconsul.gossip.wire.Encryption;
import io.proconsul.gossip.wire.Keyring;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Three genuine Serf agents and two members of ours with keys. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class SerfKeysTest {
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODw==";
    private static final String NEW_KEY = "EBESExQVFhcYGRobHB0eHyAhIiMkJSYnKCkqKywtLi8=";
    private static final int MOST_TRIES = 10;

    private MixedPool pool;
    private Path folder;
    private SerfAgent s1;
    private TestMember j1;

    @BeforeEach
    void onePool(@TempDir Path temporary) throws IOException {
        folder = temporary;
        pool = MixedPool.withSerf(folder);
        s1 = pool.serf("s1", 1, LAN, ring("s1"));
        pool.serfWithFirst("s2", 2, LAN, ring("s2"));
        pool.serfWithFirst("s3", 3, LAN, ring("s3"));
        j1 = withKey("j1", 11, KEY);
        TestMember j2 = withKey("j2", 12, KEY);
        MixedPool.join(j1, s1);
        MixedPool.join(j2, s1);
        j1.awaitMembers(members -> members.size() == 5);
        s1.await("(?s)j1 .*alive.*j2 .*alive|j2 .*alive.*j1 .*alive", "members");
    }

    @AfterEach
    void stopAll() {
        pool.close();
    }

    private String ring(String node) throws IOException {
        Path ring = folder.resolve(node + ".keyring");
        Files.writeString(ring, "[\"" + KEY + "\"]");
        return "-keyring-file=" + ring;
    }

    private TestMember withKey(String name, int host, String key) {
        Encryption encryption = Encryption.of(Keyring.of(List.of(key(key))));
        return pool.ours(
                name,
                host,
                settings ->
                        MixedPool.lan(settings)
                                .withEncryption(encryption)
                                .withKeyringFile(folder.resolve(name + ".keyring")));
    }

    private static byte[] key(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    @Test
    void strangers_stay_outside() {
        TestMember plain = pool.ours("plain", 13, settings -> settings);
        assertThat(plain.pool.join(List.of(s1.address()), false).join())
                .satisfies(joined -> assertThat(joined.reached()).isZero())
                .satisfies(
                        joined -> assertThat(joined.failures().getFirst()).contains("encrypted"));
        assertThat(plain.pool.join(List.of(pool.address(11)), false).join().failures())
                .singleElement()
                .asString()
                .contains("encrypted");

        TestMember wrong = withKey("wrong", 14, NEW_KEY);
        assertThat(wrong.pool.join(List.of(s1.address()), false).join().reached()).isZero();
        assertThat(wrong.pool.join(List.of(pool.address(11)), false).join().reached()).isZero();

        SerfAgent theirPlain = pool.serf("their-plain", 4);
        assertThat(theirPlain.ask("join", pool.address(11))).contains("Error joining");
        assertThat(j1.pool.members()).hasSize(5);
    }

    @Test
    void keys_are_rotated_by_both_sides() throws Exception {
        s1.await("Successfully installed", "keys", "-install=" + NEW_KEY);
        KeyAnswer used = untilAllAnswer(() -> j1.pool.useKey(key(NEW_KEY), 0).join());
        assertThat(used.failure()).isEmpty();
        assertThat(used.members()).isEqualTo(5);
        s1.await("Successfully removed", "keys", "-remove=" + KEY);
        assertThat(s1.await("\\[5/5\\]", "keys", "-list")).contains(NEW_KEY).doesNotContain(KEY);
        KeyAnswer listed = untilAllAnswer(() -> j1.pool.listKeys(1).join());
        assertThat(listed.keys()).isEqualTo(Map.of(NEW_KEY, 5));
        s1.await("Successfully contacted all live nodes", "reachability");
        j1.close();
        assertThat(Files.readString(folder.resolve("j1.keyring")))
                .isEqualTo("[\n  \"" + NEW_KEY + "\"\n]");
    }

    /** A question may miss a member. */
    private static KeyAnswer untilAllAnswer(Supplier<KeyAnswer> question) {
        Predicate<KeyAnswer> complete = answer -> answer.answers() == answer.members();
        return Stream.generate(question)
                .limit(MOST_TRIES)
                .filter(complete)
                .findFirst()
                .orElseThrow(() -> new AssertionError("never did all members answer"));
    }
}
