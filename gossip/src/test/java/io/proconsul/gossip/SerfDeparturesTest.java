package io.proconsul.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Members of both kinds leave, die, are given up and come back. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class SerfDeparturesTest {
    private MixedPool pool;
    private Path folder;
    private SerfAgent s1;
    private TestMember j1;

    @BeforeEach
    void start(@TempDir Path temporary) {
        folder = temporary;
        pool = MixedPool.withSerf(folder);
        s1 = pool.serf("s1", 1);
        j1 = pool.ours("j1", 11, settings -> settings);
        MixedPool.join(j1, s1);
    }

    @AfterEach
    void stopAll() {
        pool.close();
    }

    @Test
    void who_leaves_has_left_for_both_sides() {
        SerfAgent s2 = pool.serfWithFirst("s2", 2);
        TestMember j2 = pool.ours("j2", 12, settings -> settings);
        MixedPool.join(j2, s2);
        j1.awaitJoined("j2");
        s1.await("j2 .*alive", "members");

        CompletableFuture<Void> gone = j2.pool.leave();
        j1.awaitLeft("j2");
        s1.await("j2 .*left", "members");
        gone.join();

        assertThat(s2.ask("leave")).contains("Graceful leave complete");
        j1.awaitLeft("s2");
        s1.await("s2 .*left", "members");
    }

    @Test
    void killed_members_of_both_kinds_fail_are_given_up_and_come_back() {
        pool.serfWithFirst("s2", 2);
        SerfAgent s3 = pool.serfWithFirst("s3", 3);
        BareProcess j2 = bare("join=" + s1.address());
        j2.await("joined s3");
        j1.awaitMembers(members -> members.size() == 5);
        s1.await("j2 .*alive", "members");

        s3.kill();
        j2.kill();
        s1.await("(?s)(j2 .*failed.*s3 .*failed)|(s3 .*failed.*j2 .*failed)", "members");
        j1.awaitMembers(_ -> j1.isFailed("s3") && j1.isFailed("j2"));

        s1.ask("force-leave", "s3");
        j1.awaitLeft("s3");
        j1.pool.forceLeave("j2", false).join();
        s1.await("j2 .*left", "members");

        BareProcess back = bare();
        back.await("joined s1");
        j1.awaitJoined("j2");
        s1.await("j2 .*alive", "members");
        pool.serfWithFirst("s3", 3);
        j1.awaitJoined("s3");
        back.tell("members");
        back.await("s1 .* alive");
        back.tell("leave");
        j1.awaitLeft("j2");
        assertThat(back.exitCode()).isZero();
    }

    /** Comes back by its snapshot alone. */
    private BareProcess bare(String... more) {
        String snapshot = "snapshot=" + folder.resolve("j2.snapshot");
        return pool.process(
                "j2",
                pool.address(12),
                Stream.concat(Stream.of("profile=local", snapshot), Arrays.stream(more))
                        .toArray(String[]::new));
    }
}
