package io.proconsul.server;

import io.proconsul.raft.ConsensusEngine;
import io.proconsul.raft.Peer;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * This server's part in the replicated log: one engine after the other, for a server that the
 * others took out begins anew with another. Any thread may ask for the engine; the rest happens on
 * the notifier, one after the other.
 */
final class ReplicatedLog {
    private final Supplier<ConsensusEngine> maker;
    private volatile ConsensusEngine engine;
    private boolean closed;

    /**
     * @param maker makes an engine for always the same folder, not started
     */
    ReplicatedLog(Supplier<ConsensusEngine> maker) {
        this.maker = maker;
        this.engine = maker.get();
    }

    ConsensusEngine engine() {
        return engine;
    }

    /** See {@link ConsensusEngine#start}; does nothing once closed. */
    synchronized void start(List<Peer> founders) throws IOException {
        if (!closed) {
            engine.start(founders);
        }
    }

    /** With an engine that waits to be added. */
    synchronized void startAnew() throws IOException {
        if (!closed) {
            engine.close();
            engine = maker.get();
            engine.start(List.of());
        }
    }

    synchronized void close() {
        closed = true;
        engine.close();
    }
}
