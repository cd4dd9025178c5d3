package io.proconsul.server.leader;

import io.proconsul.model.command.Command;
import io.proconsul.model.command.TombstoneRequest;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.model.session.Session;
import io.proconsul.model.session.SessionRequest;
import io.proconsul.state.Applied;
import io.proconsul.state.Reads;
import io.proconsul.state.Root;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Begins all duties when this server leads and knows all that was committed, and ends them when it
 * does not lead any more. In between, and on followers for the lock delays, they hear what commands
 * did that has to do with time.
 *
 * <p>{@link #gained} and {@link #lost} come one after the other, {@link #applied} from the apply
 * thread.
 */
public final class LeaderDuties {
    private final SessionClocks sessions;
    private final TombstoneClock tombstones;
    private final MemberReconciler members;
    private final CoordinateBatches coordinates;
    private final FirstAutopilot autopilot;
    private final OwnFederationState federation;
    private final LockDelays lockDelays;
    private final Supplier<Root> state;

    public LeaderDuties(
            SessionClocks sessions,
            TombstoneClock tombstones,
            MemberReconciler members,
            CoordinateBatches coordinates,
            FirstAutopilot autopilot,
            OwnFederationState federation,
            LockDelays lockDelays,
            Supplier<Root> state) {
        this.sessions = sessions;
        this.tombstones = tombstones;
        this.members = members;
        this.coordinates = coordinates;
        this.autopilot = autopilot;
        this.federation = federation;
        this.lockDelays = lockDelays;
        this.state = state;
    }

    public void gained() {
        Root root = state.get();
        tombstones.start(root.index());
        sessions.start(Reads.sessions().on(root).value());
        autopilot.start();
        federation.start();
        members.start();
    }

    public void lost() {
        members.stop();
        federation.stop();
        coordinates.stop();
        sessions.stop();
        tombstones.stop();
    }

    /** The state was replaced while this server leads: everything begins anew. */
    public void restored() {
        lost();
        gained();
    }

    /** What a batch of commands did. */
    public void applied(Applied.Effects effects) {
        effects.lockDelays().forEach(each -> lockDelays.start(each.key(), each.delay()));
        effects.sessionsCreated().forEach(sessions::reset);
        effects.sessionsEnded().forEach(sessions::clear);
        if (effects.tombstoneIndex() > 0) {
            tombstones.deletedAt(effects.tombstoneIndex());
        }
    }

    /** The command that ends a session, whoever made it. */
    public static Command destroy(String datacenter, String sessionId) {
        Session session =
                new Session(sessionId, "", "", Duration.ZERO, "", "", null, null, null, 0, 0);
        return new Command.SessionChange(
                new SessionRequest(datacenter, SessionRequest.DESTROY, session, WriteOptions.NONE));
    }

    /** The command that forgets deletions up to that index. */
    public static Command reap(String datacenter, long index) {
        return new Command.Tombstones(
                new TombstoneRequest(datacenter, TombstoneRequest.REAP, index, WriteOptions.NONE));
    }
}
