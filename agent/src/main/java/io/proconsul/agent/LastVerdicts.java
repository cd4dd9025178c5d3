package io.proconsul.agent;

import io.proconsul.agent.local.LocalCheck;
import io.proconsul.agent.local.LocalState;
import io.proconsul.agent.local.Origin;
import io.proconsul.agent.service.CheckKind;
import io.proconsul.agent.stored.RegistrationStore;
import io.proconsul.agent.stored.StoredVerdict;
import io.proconsul.runtime.clock.Clock;

/** With which verdict a check begins that was here before. */
final class LastVerdicts {
    private final LocalState state;
    private final RegistrationStore store;
    private final Clock clock;

    LastVerdicts(LocalState state, RegistrationStore store, Clock clock) {
        this.state = state;
        this.store = store;
        this.clock = clock;
    }

    /**
     * A check that was there before keeps its verdict, so that nothing flaps; one from a
     * configuration file also over a restart.
     */
    LocalCheck continued(LocalCheck fresh) {
        LocalCheck before = state.check(fresh.id()).orElse(null);
        if (before != null) {
            return fresh.startingWith(before.check().status(), before.check().output());
        }
        return fresh.origin() == Origin.FILE ? recalled(fresh) : fresh;
    }

    /** A TTL check with the last word that was stored, unless that has expired. */
    LocalCheck recalled(LocalCheck check) {
        var type = check.type();
        if (type == null || CheckKind.of(type) != CheckKind.TTL) {
            return check;
        }
        StoredVerdict last = store.verdictOf(check.id()).orElse(null);
        if (last == null) {
            return check;
        }
        if (clock.now().getEpochSecond() >= last.expires()) {
            store.forgetVerdict(check.id());
            return check;
        }
        return check.startingWith(last.status(), last.output());
    }
}
