package io.proconsul.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.raft.ratis.RatisEngine;
import io.proconsul.raft.ratis.RatisSettings;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.disk.Disk;
import io.proconsul.runtime.random.Chance;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

class RatisClusterTest extends ClusterConformance {
    /** Short for the sake of tests, long enough for a machine that is busy. */
    private static final Duration ELECTION_TIMEOUT = Duration.ofMillis(300);

    /** Its thread is a daemon and ends with the tests. */
    private static final Timers TIMERS = Timers.system("raft-test-timers");

    @Test
    void who_is_left_of_a_lost_majority_goes_on_when_an_operator_says_so() throws Exception {
        List<Cluster.Server> servers = cluster().found("a", "b", "c");
        for (int i = 0; i < 10; i++) {
            cluster().propose("c" + i);
        }
        Cluster.Server left = servers.getLast();
        left.awaitCommand("c9");
        servers.forEach(server -> server.engine.close());
        Path file = left.folder().resolve("peers.json");
        Files.writeString(file, "[{\"id\": \"c\", \"address\": \"c:8300\", \"non_voter\": false}]");
        left.restart();
        cluster().propose("alone");

        assertThat(Files.exists(file)).isFalse();
        assertThat(left.status().peers()).extracting(Peer::id).containsExactly("c");
        assertThat(left.register.commands()).startsWith("c0").endsWith("alone");
        left.engine.close();
        left.restart();
        cluster().propose("again");
        assertThat(left.status().peers()).extracting(Peer::id).containsExactly("c");
    }

    @Test
    void a_recovery_that_leaves_this_server_out_is_refused_by_the_file() throws Exception {
        Cluster.Server only = cluster().found("a").getFirst();
        cluster().propose("one");
        only.engine.close();
        Files.writeString(
                only.folder().resolve("peers.json"), "[{\"id\": \"x\", \"address\": \"x:1\"}]");
        assertThatThrownBy(only::restart)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("peers.json");
    }

    @Override
    public ConsensusEngine engine(
            Peer self, Path folder, Fsm fsm, PeerLink link, Consumer<EngineEvent> listener) {
        return ratis(self, folder, fsm, link, listener);
    }

    static ConsensusEngine ratis(
            Peer self, Path folder, Fsm fsm, PeerLink link, Consumer<EngineEvent> listener) {
        return new RatisEngine(
                RatisSettings.lan(self, folder).withElectionTimeout(ELECTION_TIMEOUT),
                fsm,
                link,
                listener,
                Disk.system(),
                Clock.system(),
                TIMERS,
                Chance.secure());
    }
}
