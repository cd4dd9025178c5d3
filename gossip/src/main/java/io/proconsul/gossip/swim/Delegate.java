package io.proconsul.gossip.swim;

import io.proconsul.gossip.wire.Part;
import io.proconsul.gossip.wire.Peer;
import io.proconsul.gossip.wire.Roll;
import io.proconsul.gossip.wire.UserState;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/**
 * The layer above memberlist. Called on the owner's thread; must not block. By itself it is a bare
 * memberlist that nobody listens to.
 */
public interface Delegate {
    /** A member is alive that was not, or was not known. */
    default void joined(Peer peer) {}

    /** A member that stayed alive has other tags. */
    default void updated(Peer peer) {}

    /** A member is dead or has left. */
    default void departed(Peer peer) {}

    /** Another address claims the name of a living member. */
    default void conflict(Peer known, Peer claimed) {}

    /** Why a member may not be counted as alive, or nothing. */
    default @Nullable String refuse(Peer peer) {
        return null;
    }

    /** Why the members of a join may not be merged, or nothing. */
    default @Nullable String refuseMerge(Roll roll) {
        return null;
    }

    /** Takes a user message. */
    default void heard(byte[] payload) {}

    /** Adds user messages to a packet: each costs {@code overhead} more than its own bytes. */
    default void addBroadcasts(int overhead, int limit, List<Part> into) {}

    default boolean hasBroadcasts() {
        return false;
    }

    default UserState localState(boolean join) {
        return UserState.of(new byte[0]);
    }

    default void mergeState(UserState state, boolean join) {}

    /** What our acks carry. */
    default byte @Nullable [] ackPayload() {
        return null;
    }

    /** A probe was answered directly. */
    default void probed(Peer peer, Duration roundTrip, byte @Nullable [] payload) {}
}
