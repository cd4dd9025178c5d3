package io.proconsul.gossip;

import static io.proconsul.gossip.MixedPool.LAN;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gossip.serf.Member;
import io.proconsul.gossip.serf.PoolEvent;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Three genuine Serf agents and two members of ours talk. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class SerfPoolTest {
    private MixedPool pool;
    private SerfAgent s1;
    private SerfAgent s2;
    private TestMember j1;
    private TestMember j2;

    @BeforeEach
    void onePool(@TempDir Path folder) {
        pool = MixedPool.withSerf(folder);
        s1 = pool.serf("s1", 1, LAN, "-tag=role=web");
        s2 = pool.serfWithFirst("s2", 2, LAN);
        pool.serfWithFirst("s3", 3, LAN);
        j1 = pool.ours("j1", 11, s -> MixedPool.lan(s).withTags(Map.of("role", "db")));
        j2 = pool.ours("j2", 12, MixedPool::lan);
        MixedPool.join(j1, s1);
        MixedPool.join(j2, s2);
        j1.awaitMembers(members -> names(members).containsAll(Set.of("s1", "s2", "s3", "j2")));
    }

    @AfterEach
    void stopAll() {
        pool.close();
    }

    private static List<String> names(List<Member> members) {
        return members.stream().map(Member::name).toList();
    }

    @Test
    void both_sides_list_all_members_and_tags_travel() {
        String detailed = s1.await("(?s)^([^\n]* alive [^\n]*\n){5}$", "members", "-detailed");
        assertThat(detailed)
                .containsPattern(
                        "j1 +"
                                + pool.address(11)
                                + " +alive +role=db +Protocol Version: 5 .*\\[2, 5\\]");
        assertThat(j1.pool.members())
                .filteredOn(member -> member.name().equals("s1"))
                .singleElement()
                .satisfies(member -> assertThat(member.tags()).containsEntry("role", "web"));

        j1.pool.setTags(Map.of("role", "db", "shard", "7")).join();
        s2.await("j1 .*shard=7", "members");
        s2.ask("tags", "-set", "colour=blue");
        j2.await(e ->
                e instanceof PoolEvent.Updated(var member)
                        && "blue".equals(member.tags().get("colour")));
    }

    @Test
    void events_reach_everybody_and_all_can_be_reached() {
        MixedPool.untilAllHear(
                () -> s1.ask("event", "-coalesce=false", "deploy", "v1"), "deploy", "v1", j1, j2);
        byte[] payload = "hi".getBytes(StandardCharsets.UTF_8);
        MixedPool.untilAllHear(
                () -> j1.pool.userEvent("from-java", payload, false).join(),
                "from-java",
                "hi",
                j1,
                j2);
        s1.await("Successfully contacted all live nodes", "reachability");
        s1.await("Estimated s1 <-> j1 rtt", "rtt", "s1", "j1");
        s2.await("Estimated j2 <-> j1 rtt", "rtt", "j2", "j1");
    }

    @Test
    void questions_of_both_sides_are_answered_directly_and_over_relays() {
        for (String relays : List.of("0", "2")) {
            assertThat(MixedPool.ask(10, () -> s1.answers("-relay-factor=" + relays)))
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
        assertThat(MixedPool.ask(2, () -> s1.answers("-tag=role=d.")))
                .containsExactly("Ack from 'j1'", "Response from 'j1': 0.5");
        for (int relays : List.of(0, 1)) {
            assertThat(MixedPool.ask(5, () -> j1.answers("load", relays, MixedPool.ANSWERED)))
                    .containsExactly("j1=0.5", "j2=0.5", "s1=0.7", "s2=0.7", "s3=0.7");
        }
    }
}
