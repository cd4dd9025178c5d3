package io.proconsul.raft.ratis;

import io.proconsul.raft.ConsensusEngine;
import io.proconsul.raft.EngineConformance;
import io.proconsul.raft.EngineEvent;
import io.proconsul.raft.Fsm;
import io.proconsul.raft.PeerLink;
import io.proconsul.runtime.disk.Disk;
import io.proconsul.runtime.random.Chance;

import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

class RatisEngineTest extends EngineConformance {
    @TempDir private Path temp;

    @Override
    protected ConsensusEngine engine(Fsm fsm, Consumer<EngineEvent> listener) throws Exception {
        Path folder = Files.createTempDirectory(temp, "raft");
        return new RatisEngine(
                RatisSettings.lan(SELF, List.of(SELF), folder),
                fsm,
                PeerLink.none(),
                listener,
                Disk.system(),
                Chance.seeded(1));
    }
}
