package io.proconsul.raft.engine;

/** Whether an entry that could go now waits for more commands. One thread at a time. */
public interface Pacing {
    /** No entry waits. */
    Pacing AT_ONCE =
            new Pacing() {
                @Override
                public void sent() {}

                @Override
                public void applied(int commands, int waiting) {}

                @Override
                public boolean holds(int waiting, Runnable again) {
                    return false;
                }
            };

    /** An entry goes to the log. */
    void sent();

    /**
     * An entry was applied.
     *
     * @param commands how many it carried
     * @param waiting how many wait for the next
     */
    void applied(int commands, int waiting);

    /**
     * Whether the next entry is held back.
     *
     * @param waiting how many commands it would carry, more than none
     * @param again runs when this is to be asked again, at the latest
     */
    boolean holds(int waiting, Runnable again);
}
