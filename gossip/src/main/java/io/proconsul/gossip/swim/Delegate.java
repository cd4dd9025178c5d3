package io.proconsul.gossip.swim;

import io.proconsul.gossip.wire.Part;
import io.proconsul.gossip.wire.Peer;
import io.proconsul.gossip.wire.Roll;
import io.proconsul.gossip.wire.UserState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The layer above memberlist. Called on the owner's thread; must not block. */
public interface Delegate {
    /** A member is alive that was not, or was not known. */
    void joined(Peer peer);

    /** A member that stayed alive has other tags. */
    void updated(Peer peer);

    /** A member is dead or has left. */
    void departed(Peer peer);

    /** Another address claims the name of a living member. */
    void conflict(Peer known, Peer claimed);

    /** Why a member may not be counted as alive, or nothing. */
    @Nullable String refuse(Peer peer);

    /** Why the members of a join may not be merged, or nothing. */
    @Nullable String refuseMerge(Roll roll);

    /** Takes a user message. */
    void heard(byte[] payload);

    /** Adds user messages to a packet: each costs {@code overhead} more than its own bytes. */
    void addBroadcasts(int overhead, int limit, List<Part> into);

    boolean hasBroadcasts();

    UserState localState(boolean join);

    void mergeState(UserState state, boolean join);

    /** What our acks carry. */
    byte @Nullable [] ackPayload();

    /** A probe was answered directly. */
    void probed(Peer peer, Duration roundTrip, byte @Nullable [] payload);
}
