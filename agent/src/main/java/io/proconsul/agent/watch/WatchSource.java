package io.proconsul.agent.watch;

import io.proconsul.model.watch.WatchPlan;

import java.io.IOException;

/** Where watches ask. Calls wait until there is news; interrupting the thread ends them. */
public interface WatchSource {
    /**
     * @param index of the last answer; 0: do not wait
     * @param token sent with the question; empty: none
     * @throws IOException when there is no answer, or a refusal
     */
    Answer ask(WatchPlan plan, long index, String token) throws IOException;

    /**
     * @param found whether what is asked about is there
     * @param body the answer as JSON when it is
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Answer(long index, boolean found, byte[] body) {}
}
