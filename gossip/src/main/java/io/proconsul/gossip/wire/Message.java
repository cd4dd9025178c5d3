package io.proconsul.gossip.wire;

import org.jspecify.annotations.Nullable;

/**
 * What memberlist members say to each other (wire reference, section 2.3). Sequence numbers and
 * incarnations are unsigned 32-bit numbers in an int. Byte arrays are not to be changed by anyone.
 */
@SuppressWarnings("ArrayRecordComponent") // bytes pass through; nobody compares messages
public sealed interface Message {
    /** The member that sends, as a ping tells it; {@link #UNKNOWN} when it does not. */
    record Source(String name, Address address) {
        public static final Source UNKNOWN = new Source("", Address.NONE);
    }

    /** Are you there, and are you {@code node}? An empty name asks whoever listens. */
    record Ping(int sequence, String node, Source source) implements Message {}

    /** Please ping {@code node} for me and tell me; with {@code nack}, tell me also if it fails. */
    record IndirectPing(int sequence, String node, Address target, boolean nack, Source source)
            implements Message {}

    /** The answer to a ping; the payload is Serf's and absent in relayed answers. */
    record Ack(int sequence, byte @Nullable [] payload) implements Message {}

    /** The answer to an indirect ping that was not answered. */
    record Nack(int sequence) implements Message {}

    record Suspect(String node, int incarnation, String from) implements Message {}

    record Alive(Peer peer) implements Message {}

    /** A member is dead; it left on its own when it says so itself. */
    record Dead(String node, int incarnation, String from) implements Message {
        public boolean isLeaving() {
            return node.equals(from);
        }
    }

    /** A message of the layer above. */
    record User(byte[] payload) implements Message {}

    /** Everything one side knows; in streams only. */
    record PushPull(boolean join, Roll roll, UserState userState) implements Message {}

    /** The other side could not read our stream. */
    record Refusal(String error) implements Message {}
}
