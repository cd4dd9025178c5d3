package io.proconsul.raft;

import io.proconsul.raft.ratis.RatisEngine;
import io.proconsul.raft.ratis.RatisSettings;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.disk.Disk;
import io.proconsul.runtime.random.Chance;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

class RatisClusterTest extends ClusterConformance {
    /** Short for the sake of tests, long enough for a machine that is busy. */
    private static final Duration ELECTION_TIMEOUT = Duration.ofMillis(300);

    @Override
    public ConsensusEngine engine(
            Peer self,
            Path folder,
            Fsm fsm,
            PeerLink link,
            Consumer<EngineEvent> listener) {
        return new RatisEngine(
                RatisSettings.lan(self, folder).withElectionTimeout(ELECTION_TIMEOUT),
                fsm,
                link,
                listener,
                Disk.system(),
                Clock.system(),
                Chance.secure());
    }
}
