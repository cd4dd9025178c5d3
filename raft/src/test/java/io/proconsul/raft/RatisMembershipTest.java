package io.proconsul.raft;

import java.nio.file.Path;
import java.util.function.Consumer;

class RatisMembershipTest extends MembershipConformance {
    @Override
    public ConsensusEngine engine(
            Peer self, Path folder, Fsm fsm, PeerLink link, Consumer<EngineEvent> listener) {
        return RatisClusterTest.ratis(self, folder, fsm, link, listener);
    }
}
