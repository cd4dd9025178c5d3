package io.proconsul.http.edge;

import io.proconsul.http.message.Received;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * Gathers one request's body, or skips it. Memory grows with what arrived, not with what was
 * announced. Event loop only.
 */
sealed interface BodyReader {
    /** Takes what is there. */
    Progress read(Inbox inbox);

    /** The body once it is whole or broken. */
    Received received();

    /** How far it got. */
    enum Progress {
        /** More must come. */
        UNFINISHED,
        /** Everything is there, or what came is broken; {@link #received()} tells. */
        FINISHED,
        /** More came than was allowed. */
        TOO_LARGE
    }

    /** Keeps at most {@code limit} bytes of a body framed like that. */
    static BodyReader of(Framing framing, long limit) {
        return framing.bodyLength() == Framing.CHUNKED
                ? new Chunked(limit)
                : new Counted(framing.bodyLength());
    }

    /** A body of announced length, known to be within the limit. */
    final class Counted implements BodyReader {
        private final Buffer buffer;
        private final long length;

        Counted(long length) {
            this.length = length;
            this.buffer = new Buffer((int) length);
        }

        @Override
        public Progress read(Inbox inbox) {
            buffer.take(inbox, (int) Math.min(inbox.size(), length - buffer.size()));
            return buffer.size() == length ? Progress.FINISHED : Progress.UNFINISHED;
        }

        @Override
        public Received received() {
            return Received.of(buffer.whole());
        }
    }

    /** A body in chunks; extensions and trailers are read over. */
    final class Chunked implements BodyReader {
        /** One line between chunks, extensions included. */
        private static final int LONGEST_LINE = 4096;

        private final long limit;
        private final Buffer buffer = new Buffer(Integer.MAX_VALUE);
        private State state = State.SIZE;
        private long left;
        private String flaw = "";

        Chunked(long limit) {
            this.limit = limit;
        }

        private enum State {
            SIZE,
            BYTES,
            END_OF_BYTES,
            TRAILER,
            DONE
        }

        @Override
        public Progress read(Inbox inbox) {
            while (state != State.DONE) {
                if (state == State.BYTES) {
                    if (inbox.isEmpty()) {
                        return Progress.UNFINISHED;
                    }
                    bytes(inbox);
                } else {
                    String line = line(inbox);
                    if (line == null) {
                        return Progress.UNFINISHED;
                    }
                    if (flaw.isEmpty()) {
                        between(line);
                    }
                }
                if (buffer.size() + left > limit) {
                    return Progress.TOO_LARGE;
                }
            }
            return Progress.FINISHED;
        }

        private void bytes(Inbox inbox) {
            int count = (int) Math.min(inbox.size(), left);
            buffer.take(inbox, count);
            left -= count;
            state = left == 0 ? State.END_OF_BYTES : State.BYTES;
        }

        private void between(String line) {
            switch (state) {
                case SIZE -> size(line);
                case END_OF_BYTES -> endOfBytes(line);
                case TRAILER -> state = line.isEmpty() ? State.DONE : State.TRAILER;
                case BYTES, DONE -> throw new AssertionError(state);
            }
        }

        private void size(String line) {
            int extension = line.indexOf(';');
            String digits = (extension < 0 ? line : line.substring(0, extension)).stripTrailing();
            if (digits.isEmpty() || !digits.chars().allMatch(Chunked::isHex)) {
                broken("invalid byte in chunk length");
            } else if (digits.length() > 15) {
                broken("http chunk length too large");
            } else {
                left = Long.parseLong(digits, 16);
                state = left == 0 ? State.TRAILER : State.BYTES;
            }
        }

        private static boolean isHex(int c) {
            return c < 0x80 && Character.digit(c, 16) >= 0;
        }

        private void endOfBytes(String line) {
            if (line.isEmpty()) {
                state = State.SIZE;
            } else {
                broken("malformed chunked encoding");
            }
        }

        private void broken(String why) {
            flaw = why;
            state = State.DONE;
        }

        private @Nullable String line(Inbox inbox) {
            int feed = HeadReader.indexOf(inbox.array(), '\n', inbox.from(), inbox.to());
            if (feed < 0) {
                if (inbox.size() > LONGEST_LINE) {
                    broken("header line too long");
                    return "";
                }
                return null;
            }
            int end = HeadReader.lineEnd(inbox.array(), inbox.from());
            String line = HeadReader.latin(inbox.array(), inbox.from(), end);
            inbox.skip(feed + 1 - inbox.from());
            return line;
        }

        @Override
        public Received received() {
            return flaw.isEmpty() ? Received.of(buffer.whole()) : Received.broken(flaw);
        }
    }

    /** Bytes put behind one another. */
    final class Buffer {
        private static final int FIRST_SIZE = 4096;

        private final int expected;
        private byte[] bytes = new byte[0];
        private int size;

        Buffer(int expected) {
            this.expected = expected;
        }

        void take(Inbox inbox, int count) {
            if (bytes.length - size < count) {
                int twice = Math.max(Math.max(FIRST_SIZE, size + count), bytes.length * 2);
                bytes = Arrays.copyOf(bytes, Math.min(twice, expected));
            }
            inbox.take(bytes, size, count);
            size += count;
        }

        int size() {
            return size;
        }

        byte[] whole() {
            return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
        }
    }
}
