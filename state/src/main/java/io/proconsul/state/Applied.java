package io.proconsul.state;

import io.proconsul.model.session.Session;

import java.util.List;

/**
 * What a batch of commands did, beside the root it published.
 *
 * @param firstIndex the state index of the first command; the others follow one by one
 * @param outcomes one for each command, in order
 * @param effects what has to do with time, of which the state keeps no notion
 */
public record Applied(long firstIndex, List<Outcome> outcomes, Effects effects) {
    /**
     * Changes that whoever keeps the clock has to know, on every server.
     *
     * @param lockDelays keys that lost their lock with a session, in order; the delay is above zero
     *     and capped at 60 s
     * @param sessionsCreated sessions that are there now, in order
     * @param sessionsEnded ids of sessions that are gone, for whatever reason, in order
     * @param tombstoneIndex the highest index of a key's deletion in this batch, to be reaped some
     *     time later; 0 for none
     */
    public record Effects(
            List<LockDelay> lockDelays,
            List<Session> sessionsCreated,
            List<String> sessionsEnded,
            long tombstoneIndex) {
        public static final Effects NONE = new Effects(List.of(), List.of(), List.of(), 0);
    }
}
