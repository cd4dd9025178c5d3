package io.proconsul.rpc.yamux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Whatever a peer says, in whatever order, the promises of {@link Effect} hold. */
class SessionFuzzTest {
    private static final int RUNS = 3000;
    private static final int STEPS = 200;

    /** Keeps book of what was promised. */
    private static final class Edge {
        private final Set<Integer> streams = new HashSet<>();
        private final Map<Integer, Long> unsent = new HashMap<>();
        private final Map<Integer, Long> delivered = new HashMap<>();
        private boolean ended;

        void perform(Effect effect) {
            assertThat(ended).isFalse();
            switch (effect) {
                case Effect.Emit(var frame) -> emit(frame);
                case Effect.Accepted(var id) -> assertThat(streams.add(id)).isTrue();
                case Effect.Deliver(var id, var bytes) -> {
                    assertThat(streams).contains(id);
                    assertThat(delivered.merge(id, (long) bytes, Long::sum))
                            .isLessThanOrEqualTo(Session.WINDOW);
                }
                case Effect.Discard(var bytes) -> assertThat(bytes).isBetween(1, Session.WINDOW);
                case Effect.Finished(var id) -> assertThat(streams).contains(id);
                case Effect.Broken(var id) -> assertThat(streams).contains(id);
                case Effect.Forgotten(var id) -> {
                    assertThat(streams.remove(id)).isTrue();
                    unsent.remove(id);
                    delivered.remove(id);
                }
                case Effect.Ended(var reason) -> ended = true;
            }
        }

        private void emit(Frame frame) {
            if (frame.kind() == Frame.Kind.DATA) {
                assertThat(streams).contains(frame.stream());
                assertThat(frame.length()).isBetween(1, Session.FRAME_BYTES_MAX);
                long left = unsent.merge(frame.stream(), (long) -frame.length(), Long::sum);
                assertThat(left).isNotNegative();
            }
        }
    }

    @Test
    void promises_hold_for_any_peer() {
        for (int seed = 0; seed < RUNS; seed++) {
            try {
                run(new SplittableRandom(seed));
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("seed " + seed, failure);
            }
        }
    }

    private static void run(SplittableRandom random) {
        var edge = new Edge();
        var side = random.nextBoolean() ? Session.Side.DIALLER : Session.Side.ACCEPTER;
        var session = new Session(side, 0, edge::perform);
        for (int i = 0; i < STEPS && !edge.ended; i++) {
            step(random, edge, session, i);
        }
        session.close();
        assertThat(edge.ended).isTrue();
    }

    private static void step(SplittableRandom random, Edge edge, Session session, int at) {
        int stream = random.nextInt(6);
        int bytes = random.nextInt(10) == 0 ? random.nextInt() : random.nextInt(200_000);
        switch (random.nextInt(12)) {
            case 0 -> {
                if (session.opens()) {
                    edge.streams.add(session.open());
                }
            }
            case 1 -> send(edge, session, stream, Math.abs(bytes % 300_000));
            case 2 -> {
                long owed = edge.delivered.getOrDefault(stream, 0L);
                edge.delivered.computeIfPresent(stream, (id, held) -> 0L);
                session.consumed(stream, (int) owed);
            }
            case 3 -> session.finish(stream);
            case 4 -> session.writable(random.nextBoolean());
            case 5 -> session.tick(at * 1_000_000_000L);
            default -> hear(session, random.nextInt(4) << 16 | flags(random), stream, bytes);
        }
    }

    /** What is sent on a stream that is finishing is nobody's. */
    private static void send(Edge edge, Session session, int stream, int bytes) {
        if (edge.streams.contains(stream)) {
            edge.unsent.merge(stream, (long) bytes, Long::sum);
            session.send(stream, bytes);
        }
    }

    private static int flags(SplittableRandom random) {
        return random.nextInt(3) == 0 ? random.nextInt(16) : random.nextInt(2);
    }

    private static void hear(Session session, int first, int stream, int length) {
        try {
            session.heard(Frame.of(first, stream, length));
        } catch (YamuxException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
