package io.proconsul.gossip.serf;

import org.jspecify.annotations.Nullable;

/** What a pool tells its listener, in order. */
@SuppressWarnings("ArrayRecordComponent") // payloads pass through; nobody compares events
public sealed interface PoolEvent {
    /** Something about one member. */
    sealed interface OfMember extends PoolEvent {
        Member member();
    }

    record Joined(Member member) implements OfMember {}

    /** Other tags or another address. */
    record Updated(Member member) implements OfMember {}

    /** Left on purpose, or was told to be counted as left. */
    record Left(Member member) implements OfMember {}

    record Failed(Member member) implements OfMember {}

    /** Forgotten: it was gone too long, or was pruned. */
    record Reaped(Member member) implements OfMember {}

    /**
     * @param time Lamport time; equal events have equal times
     */
    record UserEvent(long time, String name, byte @Nullable [] payload, boolean coalesce)
            implements PoolEvent {}

    /** A question of another member; answering is optional and possible once. */
    record Asked(IncomingQuery query) implements PoolEvent {}

    /** Most others know our name at another address: we take no further part in the pool. */
    record NameLost(int agreeing, int answers) implements PoolEvent {}
}
