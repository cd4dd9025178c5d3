package io.proconsul.state;

import io.proconsul.model.operator.AutopilotConfig;
import io.proconsul.model.operator.AutopilotSetRequest;

import org.jspecify.annotations.Nullable;

/** What happens to the autopilot's configuration. */
final class AutopilotRules {
    private final Draft draft;

    AutopilotRules(Draft draft) {
        this.draft = draft;
    }

    /**
     * Puts a configuration in place of the one there is. A compare-and-set needs one that has the
     * given modify index; where there is none, nothing compares equal.
     *
     * @return whether it was put
     */
    boolean set(AutopilotSetRequest request) {
        @Nullable AutopilotConfig before = draft.autopilot;
        boolean matches = before != null && before.modifyIndex() == request.config().modifyIndex();
        if (request.cas() && !matches) {
            return false;
        }
        long created = before == null ? draft.index() : before.createIndex();
        draft.autopilot = request.config().withIndexes(created, draft.index());
        return true;
    }
}
