package io.proconsul.rpc.yamux;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One session, either side. Inputs are the methods; each tells its effects before it returns. Time
 * comes with {@link #tick}. One thread at a time.
 *
 * <p>Streams that have something to send take turns, one frame each, and nobody's turn comes while
 * the connection takes nothing ({@link #writable}); so a large answer holds up a small one for one
 * frame only.
 */
public final class Session {
    /** What a stream may send before the other side has consumed some of it; the protocol's. */
    public static final int WINDOW = 256 * 1024;

    /** Larger pieces are cut, so that streams take turns. */
    public static final int FRAME_BYTES_MAX = 64 * 1024;

    /**
     * Streams the peer may have open. The reference bounds only those it has not accepted yet
     * (256), which here are none; each waiting query of a client agent holds one.
     */
    static final int PEER_STREAMS_MAX = 65_536;

    /** A ping goes out this often, and is answered within the other or the session ends. */
    static final long PING_EVERY_NANOS = 30_000_000_000L;

    static final long PING_ANSWER_NANOS = 10_000_000_000L;

    /** Which side one is; the dialler's streams have odd numbers. */
    public enum Side {
        DIALLER,
        ACCEPTER
    }

    private final Consumer<Effect> out;
    private final Map<Integer, StreamState> streams = new HashMap<>();

    /** Streams that may send something now, each once. */
    private final ArrayDeque<StreamState> turns = new ArrayDeque<>();

    private int nextStream;
    private int peerStreams;
    private boolean writable = true;
    private boolean peerGoesAway;
    private boolean ended;

    private int nextPing;
    private long lastPing;
    private boolean pingUnanswered;

    public Session(Side side, long nowNanos, Consumer<Effect> out) {
        this.out = out;
        this.nextStream = side == Side.DIALLER ? 1 : 2;
        this.lastPing = nowNanos;
    }

    // ---- what the edge wants

    /** Whether a stream can be opened: the peer has not said farewell, and numbers are left. */
    public boolean opens() {
        return !ended && !peerGoesAway && nextStream > 0;
    }

    /** Opens a stream; only while {@link #opens}. */
    public int open() {
        if (!opens()) {
            throw new IllegalStateException("no stream can be opened any more");
        }
        int stream = nextStream;
        while (streams.containsKey(stream)) { // a peer may have used our numbers
            stream += 2;
        }
        nextStream = stream + 2; // below zero when all are used
        streams.put(stream, new StreamState(stream, false));
        emit(Frame.window(Frame.SYN, stream, 0));
        return stream;
    }

    /** How many streams there are. */
    public int streams() {
        return streams.size();
    }

    /** The edge has put that many bytes behind what the stream has to send. */
    public void send(int stream, int bytes) {
        StreamState state = streams.get(stream);
        if (state != null && !state.finishing() && !ended) {
            state.add(bytes);
            enqueue(state);
            takeTurns();
        }
    }

    /** Bytes that were delivered are used up; the peer may send more. */
    public void consumed(int stream, int bytes) {
        StreamState state = streams.get(stream);
        if (state != null && !ended) {
            int increment = state.consume(bytes);
            if (increment > 0) {
                emit(Frame.window(0, stream, increment));
            }
        }
    }

    /** Nothing more is sent on the stream but what waits. */
    public void finish(int stream) {
        StreamState state = streams.get(stream);
        if (state != null && !ended) {
            state.finish();
            sayFinished(state);
        }
    }

    /** Whether the connection takes more bytes. */
    public void writable(boolean takesMore) {
        writable = takesMore;
        takeTurns();
    }

    /** Time passes; call it about once a second. */
    public void tick(long nowNanos) {
        if (ended) {
            return;
        }
        long since = nowNanos - lastPing;
        if (pingUnanswered && since >= PING_ANSWER_NANOS) {
            end("keepalive timeout");
        } else if (since >= PING_EVERY_NANOS) {
            lastPing = nowNanos;
            pingUnanswered = true;
            emit(Frame.ping(Frame.SYN, nextPing++));
        }
    }

    /** Says farewell and ends. */
    public void close() {
        if (!ended) {
            emit(Frame.goAway(Frame.NORMAL));
            end("session shutdown");
        }
    }

    // ---- what the peer says

    /** A header came; bytes that follow it go where the effects say. */
    public void heard(Frame frame) {
        if (ended) {
            return;
        }
        switch (frame.kind()) {
            case DATA, WINDOW_UPDATE -> heardOfStream(frame);
            case PING -> heardPing(frame);
            case GO_AWAY -> heardFarewell(frame);
        }
    }

    private void heardPing(Frame frame) {
        if (frame.has(Frame.SYN)) {
            emit(Frame.ping(Frame.ACK, frame.length()));
        } else {
            pingUnanswered = false;
        }
    }

    private void heardFarewell(Frame frame) {
        if (frame.length() == Frame.NORMAL) {
            peerGoesAway = true; // streams that are open go on
        } else {
            end("the peer ends the session with code " + Integer.toUnsignedString(frame.length()));
        }
    }

    private void heardOfStream(Frame frame) {
        if (frame.has(Frame.SYN) && !accept(frame.stream())) {
            return;
        }
        StreamState state = streams.get(frame.stream());
        if (state == null) {
            discard(frame);
        } else if (frame.has(Frame.RST)) {
            breakOff(state, frame);
        } else {
            heardOfStream(state, frame);
        }
    }

    private void breakOff(StreamState state, Frame last) {
        discard(last);
        if (!ended) {
            out.accept(new Effect.Broken(state.id()));
            remove(state);
        }
    }

    private void discard(Frame frame) {
        if (frame.kind() == Frame.Kind.DATA && frame.length() != 0) {
            if (frame.length() < 0 || frame.length() > WINDOW) {
                violated("more data than any window for a stream that is not there");
            } else {
                out.accept(new Effect.Discard(frame.length()));
            }
        }
    }

    /** False when the frame is done with. */
    private boolean accept(int stream) {
        if (stream == 0 || streams.containsKey(stream)) {
            violated("duplicate stream declared"); // observed on 1.8.7: go away, code 1
            return false;
        }
        if (peerStreams >= PEER_STREAMS_MAX) {
            emit(Frame.window(Frame.RST, stream, 0));
            return true; // its data finds no stream
        }
        peerStreams++;
        streams.put(stream, new StreamState(stream, true));
        out.accept(new Effect.Accepted(stream));
        emit(Frame.window(Frame.ACK, stream, 0));
        return true;
    }

    private void heardOfStream(StreamState state, Frame frame) {
        if (frame.kind() == Frame.Kind.WINDOW_UPDATE) {
            state.grant(frame.length());
            enqueue(state);
            takeTurns();
        } else if (!receive(state, frame.length())) {
            return;
        }
        if (frame.has(Frame.FIN) && !state.peerHasFinished()) {
            state.peerFinished();
            out.accept(new Effect.Finished(state.id()));
            removeIfOver(state);
        }
    }

    private boolean receive(StreamState state, int bytes) {
        if (bytes < 0 || !state.received(bytes)) {
            violated("receive window exceeded");
            return false;
        }
        if (bytes > 0) {
            out.accept(new Effect.Deliver(state.id(), bytes));
        }
        return true;
    }

    // ---- sending

    private void enqueue(StreamState state) {
        if (state.enterQueue()) {
            turns.add(state);
        }
    }

    private void takeTurns() {
        while (writable && !ended && !turns.isEmpty()) {
            StreamState state = turns.remove();
            state.leaveQueue();
            int bytes = state.sendable();
            state.sent(bytes);
            emit(new Frame(Frame.Kind.DATA, 0, state.id(), bytes));
            enqueue(state);
            sayFinished(state);
        }
    }

    private void sayFinished(StreamState state) {
        if (state.finishDue()) {
            state.sayFinished();
            emit(Frame.window(Frame.FIN, state.id(), 0));
            removeIfOver(state);
        }
    }

    private void removeIfOver(StreamState state) {
        if (state.over()) {
            remove(state);
        }
    }

    private void remove(StreamState state) {
        if (streams.remove(state.id()) == null) {
            return;
        }
        if (state.queued()) {
            turns.remove(state);
        }
        if (state.peers()) {
            peerStreams--;
        }
        out.accept(new Effect.Forgotten(state.id()));
    }

    private void emit(Frame frame) {
        out.accept(new Effect.Emit(frame));
    }

    private void violated(String rule) {
        emit(Frame.goAway(Frame.PROTOCOL_ERROR));
        end(rule);
    }

    private void end(String reason) {
        ended = true;
        streams.clear();
        turns.clear();
        out.accept(new Effect.Ended(reason));
    }
}
