package io.proconsul.gossip.wire;

/**
 * A message with its bytes, encoded once however often it is sent.
 *
 * @param bytes from the type byte on; not to be changed by anyone
 */
@SuppressWarnings("ArrayRecordComponent") // a part is itself, not its bytes
public record Part(Message message, byte[] bytes) {
    public static Part of(Message message) {
        return new Part(message, MessageWriter.bytes(message));
    }

    public int size() {
        return bytes.length;
    }
}
