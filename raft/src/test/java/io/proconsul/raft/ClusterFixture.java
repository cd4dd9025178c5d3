package io.proconsul.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.raft.Cluster.Server;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A few servers for a test, and what tests of them have in common. */
abstract class ClusterFixture implements Cluster.Maker {
    @TempDir private Path temp;

    /** The servers of one test. */
    private Cluster cluster;

    @BeforeEach
    void begin() {
        cluster = new Cluster(temp, this);
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    final Cluster cluster() {
        return cluster;
    }

    static <T> T get(Future<T> future) throws Exception {
        return future.get(Observer.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    static void assertSame(List<Server> servers, String last) throws Exception {
        for (Server server : servers) {
            server.awaitCommand(last);
        }
        for (Server server : servers) {
            assertThat(server.register.commands())
                    .as(server.id())
                    .isEqualTo(servers.getFirst().register.commands());
        }
    }

    final void awaitRole(Server server, EngineStatus.Role role) throws Exception {
        cluster.await(server.id() + " as " + role, () -> server.status().role() == role);
    }

    /** Writes until the leader has dropped the start of its log. */
    final void forgetTheLog() throws Exception {
        String filler = "z".repeat(400_000);
        for (int i = 0; i < 50; i++) {
            cluster.propose(i + filler);
        }
        get(cluster.leader().engine.requestSnapshot());
        cluster.propose("between snapshots");
        get(cluster.leader().engine.requestSnapshot());
    }
}
