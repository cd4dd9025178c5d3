package io.proconsul.raft;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What an engine tells its listener, in order, on one thread that must not be blocked. */
public sealed interface EngineEvent {
    /**
     * This server leads and has applied the first entry of the term, so it knows all that was
     * committed.
     */
    record LeadershipGained(long term) implements EngineEvent {}

    /** This server leads no more, or its engine stops. Once for every gain. */
    record LeadershipLost(long term) implements EngineEvent {}

    /** The id is null, and the address empty, while this server looks for a leader. */
    record LeaderChanged(@Nullable String leaderId, String leaderAddress) implements EngineEvent {}

    /** Who takes part from now on: voters first. Not told while a change is under way. */
    record ConfigurationChanged(List<Peer> peers) implements EngineEvent {}

    /**
     * The others have taken this server out of the log; its engine has stopped. Another engine,
     * made for the same folder, begins without a log and may be added again.
     */
    record TakenOut() implements EngineEvent {}

    /** The engine cannot go on, for example because its disk failed; it has stopped. */
    record Fatal(Throwable cause) implements EngineEvent {}
}
