package io.proconsul.raft;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * What the log drives. The engine makes all calls from one thread, one after the other.
 * Deterministic: the commands decide, nothing else.
 */
public interface Fsm {
    /**
     * Applies the commands of one log entry in order.
     *
     * @param index the entry's place in the engine's log; grows by at least one from call to call
     * @return one outcome for each command, handed to whoever proposed it on this server
     */
    List<Object> apply(long index, long term, List<byte[]> commands);

    /**
     * Forgets everything: what is applied next is the first entry of a log. A server that was taken
     * out of the log and is added again begins one, with the state it had before.
     */
    void clear();

    /**
     * A view of the state as it is now: cheap to take, immutable, written out on another thread.
     */
    Capture capture();

    /** Replaces the whole state by a captured one. */
    void install(InputStream captured) throws IOException;
}
