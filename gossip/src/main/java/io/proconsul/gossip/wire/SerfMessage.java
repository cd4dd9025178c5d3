package io.proconsul.gossip.wire;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * What Serf members say to each other inside user messages (wire reference, section 7). Lamport
 * times are unsigned 64-bit numbers in a long. Byte arrays are not to be changed by anyone.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content where it matters: EventBuffer
public sealed interface SerfMessage {
    /** {@code node} is about to leave, or is to be counted as left; {@code prune} forgets it. */
    record LeaveIntent(long time, String node, boolean prune) implements SerfMessage {}

    record JoinIntent(long time, String node) implements SerfMessage {}

    /**
     * @param coalesce whether applications may take several such events for one
     */
    record UserEvent(long time, String name, byte @Nullable [] payload, boolean coalesce)
            implements SerfMessage {}

    /**
     * @param id 31 random bits; with the time it names the query
     * @param filters encoded {@link QueryFilter}s
     * @param relays by how many other members each response travels too
     * @param timeoutNanos how long responses are wanted
     */
    record Query(
            long time,
            int id,
            Address source,
            String sourceNode,
            List<byte[]> filters,
            int flags,
            int relays,
            long timeoutNanos,
            String name,
            byte @Nullable [] payload)
            implements SerfMessage {
        private static final int ACKNOWLEDGE = 1;
        private static final int NO_BROADCAST = 2;

        public static int flags(boolean acknowledge, boolean broadcast) {
            return (acknowledge ? ACKNOWLEDGE : 0) | (broadcast ? 0 : NO_BROADCAST);
        }

        public boolean wantsAcknowledgement() {
            return (flags & ACKNOWLEDGE) != 0;
        }

        public boolean isToBePassedOn() {
            return (flags & NO_BROADCAST) == 0;
        }
    }

    record Response(long time, int id, String from, int flags, byte @Nullable [] payload)
            implements SerfMessage {
        private static final int ACKNOWLEDGEMENT = 1;

        public static Response acknowledging(long time, int id, String from) {
            return new Response(time, id, from, ACKNOWLEDGEMENT, null);
        }

        public boolean isAcknowledgement() {
            return (flags & ACKNOWLEDGEMENT) != 0;
        }
    }

    /** Please pass {@code message} (a whole Serf message) on to {@code target}. */
    record Relay(Address target, String targetNode, byte[] message) implements SerfMessage {}

    /** Events of one Lamport time. */
    record EventsAt(long time, List<PastEvent> events) {}

    record PastEvent(String name, byte @Nullable [] payload) {}

    /**
     * Serf's part of a push/pull.
     *
     * @param leftMembers names of those who left
     * @param statusTimes when each member's status last changed,
     * @param events the whole ring of slots; a slot may be empty
     */
    record State(
            long time,
            StatusTimes statusTimes,
            List<String> leftMembers,
            long eventTime,
            List<@Nullable EventsAt> events,
            long queryTime)
            implements SerfMessage {}

    /** A member, as an answer to a conflict query. */
    record MemberClaim(
            String name, Address address, Map<String, String> tags, int status, Versions versions)
            implements SerfMessage {}

    /** A key to install, use or remove; empty to list. */
    record KeyRequest(byte[] key) implements SerfMessage {}

    /**
     * @param keys base64
     */
    record KeyResponse(boolean result, String message, @Nullable List<String> keys, String primary)
            implements SerfMessage {}
}
