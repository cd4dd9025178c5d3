package io.proconsul.raft.memory;

import io.proconsul.raft.ConsensusEngine;
import io.proconsul.raft.EngineConformance;
import io.proconsul.raft.EngineEvent;
import io.proconsul.raft.Fsm;
import io.proconsul.runtime.random.Chance;

import java.util.function.Consumer;

class MemoryEngineTest extends EngineConformance {
    @Override
    protected ConsensusEngine engine(Fsm fsm, Consumer<EngineEvent> listener) {
        return new MemoryEngine(SELF, fsm, listener, Chance.seeded(1));
    }
}
