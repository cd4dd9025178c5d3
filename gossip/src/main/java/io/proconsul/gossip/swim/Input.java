package io.proconsul.gossip.swim;

import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Message;

import java.util.List;

/** What can happen to a member. Times are the clock's nanoseconds. */
public sealed interface Input {
    /** Something on the agenda is due. */
    record TimePassed() implements Input {}

    /**
     * @param at when the packet was read; round trips are measured with it
     */
    record PacketHeard(Address from, List<Message> messages, long at) implements Input {}

    /** Another member opened a stream and said this; answer on {@code stream}. */
    record StreamOpened(long stream, Address from, Message message) implements Input {}

    /** The other side of a stream that we opened answered. */
    record StreamAnswered(long exchange, Message message) implements Input {}

    /** A stream that we opened came to nothing. */
    record StreamFailed(long exchange, String reason) implements Input {}
}
