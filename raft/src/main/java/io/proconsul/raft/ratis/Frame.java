package io.proconsul.raft.ratis;

import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.CodedOutputStream;
import org.apache.ratis.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import org.apache.ratis.thirdparty.com.google.protobuf.MessageLite;
import org.apache.ratis.thirdparty.com.google.protobuf.Parser;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What goes over a {@code PeerLink}: one byte for the kind, then the message of Ratis. An answer is
 * one byte for good or bad, then the message or the text of the error.
 */
final class Frame {
    private static final byte GOOD = 0;
    private static final byte BAD = 1;

    /** Errors are read by people; nobody reads more. */
    private static final int ERROR_CHARS_MAX = 500;

    private Frame() {}

    /** What is asked. */
    enum Kind {
        REQUEST_VOTE(1),
        APPEND_ENTRIES(2),
        INSTALL_SNAPSHOT(3),
        START_ELECTION(4),
        /** Ours: answered, with nothing, once the peer takes part in elections. */
        AWAIT_RUNNING(6),
        /** Ours: answered, with nothing, at once. */
        PING(7),
        /** A vote the leader itself asked for, when it hands its leadership on. */
        REQUEST_VOTE_FOR_LEADER(8),
        /** Ours: answered, with nothing, by a peer that knows of no later term than this. */
        CONFIRM(9),
        /** Ours: answered by a leader with an index after everything acknowledged. */
        READ_POINT(10);

        private static final Kind[] ALL = values();

        private final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }

        static Optional<Kind> of(byte code) {
            return Arrays.stream(ALL).filter(kind -> kind.code == code).findFirst();
        }
    }

    static byte[] request(Kind kind, MessageLite message) {
        return frame(kind.code, message);
    }

    /** A request that has nothing to say but its kind. */
    static byte[] request(Kind kind) {
        return new byte[] {kind.code};
    }

    /** Asks a peer whether it knows of no later term. */
    static byte[] confirm(long term) {
        return frame(Kind.CONFIRM.code, term);
    }

    /** Asks the leader for an index, on behalf of that follower. */
    static byte[] readPoint(String follower) {
        return frame(Kind.READ_POINT.code, follower.getBytes(StandardCharsets.UTF_8));
    }

    static Kind kind(byte[] request) throws IOException {
        if (request.length == 0) {
            throw new IOException("an empty frame from a raft peer");
        }
        return Kind.of(request[0])
                .orElseThrow(() ->
                        new IOException(
                                "a raft peer asks for %d, which is unknown here"
                                        .formatted(request[0])));
    }

    /** Whether the answer takes no disk and no lock. */
    static boolean isLookUp(byte[] request) {
        return request.length > 0
                && (request[0] == Kind.CONFIRM.code || request[0] == Kind.READ_POINT.code);
    }

    static boolean isAppend(byte[] request) {
        return request.length > 0 && request[0] == Kind.APPEND_ENTRIES.code;
    }

    static ByteString body(byte[] frame) {
        return UnsafeByteOperations.unsafeWrap(frame, 1, frame.length - 1);
    }

    static byte[] good(MessageLite message) {
        return frame(GOOD, message);
    }

    static byte[] good(long index) {
        return frame(GOOD, index);
    }

    static byte[] good() {
        return new byte[] {GOOD};
    }

    static byte[] bad(Throwable failure) {
        String text = String.valueOf(failure);
        byte[] error =
                text.substring(0, Math.min(text.length(), ERROR_CHARS_MAX))
                        .getBytes(StandardCharsets.UTF_8);
        return frame(BAD, error);
    }

    /** The answer's message; the error it holds instead is thrown. */
    static <T> T answer(byte[] frame, Parser<T> parser) throws IOException {
        checkGood(frame);
        try {
            return parser.parseFrom(body(frame));
        } catch (InvalidProtocolBufferException damaged) {
            throw new IOException("a raft peer answers what cannot be read", damaged);
        }
    }

    /** The index that such an answer holds; the error it holds instead is thrown. */
    static long index(byte[] answer) throws IOException {
        checkGood(answer);
        return number(answer);
    }

    /** The number behind the first byte. */
    static long number(byte[] frame) throws IOException {
        if (frame.length != 1 + Long.BYTES) {
            throw new IOException(
                    "a raft peer sends %d bytes where a number belongs".formatted(frame.length));
        }
        return ByteBuffer.wrap(frame).getLong(1);
    }

    /** The text behind the first byte. */
    static String text(byte[] frame) {
        return new String(frame, 1, frame.length - 1, StandardCharsets.UTF_8);
    }

    static void checkGood(byte[] frame) throws IOException {
        if (frame.length == 0) {
            throw new IOException("an empty answer from a raft peer");
        }
        if (frame[0] != GOOD) {
            throw new IOException(text(frame));
        }
    }

    private static byte[] frame(byte first, MessageLite message) {
        int bytes = message.getSerializedSize();
        byte[] frame = new byte[1 + bytes];
        frame[0] = first;
        try {
            message.writeTo(CodedOutputStream.newInstance(frame, 1, bytes));
        } catch (IOException tooShort) {
            throw new UncheckedIOException("a message is larger than it says", tooShort);
        }
        return frame;
    }

    private static byte[] frame(byte first, long number) {
        return ByteBuffer.allocate(1 + Long.BYTES).put(first).putLong(number).array();
    }

    private static byte[] frame(byte first, byte[] body) {
        return ByteBuffer.allocate(1 + body.length).put(first).put(body).array();
    }
}
