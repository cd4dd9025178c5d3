package io.proconsul.sim.history;

/**
 * What a client did to a key and what it was told. Values are unique for each key: no two writes
 * bring the same, so that whoever reads a value knows which write it saw. The empty value means
 * that there is no such key.
 */
public sealed interface Action {
    /** What a key holds before the first write. */
    String ABSENT = "";

    /** How much a read insists on the newest value. */
    enum Mode {
        /** The leader answers without asking whether it still leads. */
        DEFAULT,
        /** The leader makes sure first. */
        CONSISTENT
    }

    /** The key is set without any condition. */
    record Write(String value) implements Action {}

    /** The value and the modify index that a read was told; the index is 0 when there is none. */
    record Read(Mode mode, String value, long index) implements Action {}

    /**
     * The key is set if it still holds what was expected (check-and-set by modify index). Whether
     * it was applied is as the client was told; for an unknown outcome it says nothing.
     */
    record Swap(String expected, String value, boolean applied) implements Action {}

    /**
     * A lock that was held: the operation begins when the client learnt that it has the lock and
     * ends before it asked to release it.
     *
     * @param lockIndex the key's lock index as read under the lock, 0 when the client could not
     *     read it
     */
    record Hold(String session, long lockIndex) implements Action {}
}
