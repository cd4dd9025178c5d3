package io.proconsul.agent.exec;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Cuts an output into the values of keys (observed on 1.8.7): a full one at once, the rest when
 * nothing came for a while or it has ended, an empty one as a sign of life when nothing was stored
 * for longer than the asker waits. Time is told to it, in nanoseconds of any one clock. Not for
 * several threads at once.
 */
final class OutputChunks {
    /** Bytes of a full chunk. */
    static final int SIZE = 4096;

    static final Duration IDLE = Duration.ofMillis(500);

    /** Full chunks that wait to be stored; whoever prints more waits too. */
    static final int MAX_WAITING = 16;

    private final long heartbeatNanos;
    private final Deque<byte[]> full = new ArrayDeque<>();
    private byte[] open = new byte[SIZE];
    private int filled;
    private long lastAdded;
    private long lastStored;
    private int number;
    private boolean ended;

    /** What is to be done now. */
    sealed interface Next {
        /**
         * Store a chunk.
         *
         * @param number from 0
         * @param bytes empty: a sign of life
         */
        @SuppressWarnings("ArrayRecordComponent") // stored, never compared
        record Store(int number, byte[] bytes) implements Next {}

        /** Ask again after that time, or when something was added. */
        record Pause(Duration time) implements Next {}

        /** All is stored and no more will come. */
        record Done() implements Next {}
    }

    OutputChunks(Duration heartbeat, long now) {
        heartbeatNanos = heartbeat.toNanos();
        lastStored = now;
    }

    /** Whether as many bytes as a chunk has may be added. */
    boolean hasRoom() {
        return full.size() < MAX_WAITING;
    }

    /** Takes output. */
    void add(long now, byte[] bytes, int count) {
        lastAdded = now;
        for (int taken = 0; taken < count; ) {
            int part = Math.min(SIZE - filled, count - taken);
            System.arraycopy(bytes, taken, open, filled, part);
            filled += part;
            taken += part;
            if (filled == SIZE) {
                full.add(open);
                open = new byte[SIZE];
                filled = 0;
            }
        }
    }

    /** No more output comes. */
    void end() {
        ended = true;
    }

    /** Says what to do next; a chunk it hands out is its receiver's. */
    Next next(long now) {
        if (!full.isEmpty()) {
            return stored(now, full.removeFirst());
        }
        if (filled > 0 && (ended || now - lastAdded >= IDLE.toNanos())) {
            byte[] rest = Arrays.copyOf(open, filled);
            filled = 0;
            return stored(now, rest);
        }
        if (ended) {
            return new Next.Done();
        }
        long silent = heartbeatNanos - (now - lastStored);
        if (silent <= 0) {
            return stored(now, new byte[0]);
        }
        long idle = filled > 0 ? IDLE.toNanos() - (now - lastAdded) : Long.MAX_VALUE;
        return new Next.Pause(Duration.ofNanos(Math.min(silent, idle)));
    }

    private Next stored(long now, byte[] bytes) {
        lastStored = now;
        return new Next.Store(number++, bytes);
    }
}
