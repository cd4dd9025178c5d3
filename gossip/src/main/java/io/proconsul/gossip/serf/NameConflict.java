package io.proconsul.gossip.serf;

import io.proconsul.gossip.swim.Swim;
import io.proconsul.gossip.wire.SerfMessage.MemberClaim;
import io.proconsul.gossip.wire.SerfReader;
import io.proconsul.gossip.wire.WireException;

import org.slf4j.event.Level;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Another member claims our name: all others are asked where they know the name, and who is not
 * known to most of them gives up (wire reference, section 7.6).
 */
final class NameConflict {
    private final Shared shared;
    private final Swim swim;
    private final Queries queries;
    private final Consumer<PoolEvent.NameLost> lost;
    private boolean running;

    NameConflict(Shared shared, Swim swim, Queries queries, Consumer<PoolEvent.NameLost> lost) {
        this.shared = shared;
        this.swim = swim;
        this.queries = queries;
        this.lost = lost;
    }

    void resolve() {
        if (running) {
            return;
        }
        running = true;
        byte[] name = shared.name.getBytes(StandardCharsets.UTF_8);
        queries.ask(Question.of(InternalQueries.CONFLICT, name), new Vote());
    }

    private final class Vote implements Answers {
        private int votes;
        private int forUs;

        @Override
        public void answered(String member, byte[] payload) {
            try {
                if (SerfReader.read(payload) instanceof MemberClaim claim) {
                    votes++;
                    forUs += claim.address().equals(swim.self().address()) ? 1 : 0;
                }
            } catch (WireException e) {
                shared.note(
                        Level.ERROR, "Invalid conflict response of %s: %s", member, e.getMessage());
            }
        }

        @Override
        public void finished() {
            running = false;
            int majority = votes / 2 + 1;
            if (forUs >= majority) {
                shared.note(
                        Level.INFO, "majority in name conflict resolution [%d / %d]", forUs, votes);
            } else {
                shared.note(
                        Level.WARN,
                        "minority in name conflict resolution, quitting [%d / %d]",
                        forUs,
                        votes);
                lost.accept(new PoolEvent.NameLost(forUs, votes));
            }
        }
    }
}
