package io.proconsul.state;

import io.proconsul.model.session.Session;
import io.proconsul.state.watch.Changes;

import java.util.ArrayList;
import java.util.List;

/** What applied commands brought about beside rows: topics to signal, and effects in time. */
final class Ledger {
    private final Changes changes = new Changes();
    private final List<LockDelay> lockDelays = new ArrayList<>();
    private final List<Session> created = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private long tombstoneIndex;

    Changes changes() {
        return changes;
    }

    void lockDelay(LockDelay delay) {
        lockDelays.add(delay);
    }

    void created(Session session) {
        created.add(session);
    }

    void ended(String session) {
        ended.add(session);
    }

    void buried(long index) {
        tombstoneIndex = index;
    }

    void addAll(Ledger later) {
        changes.addAll(later.changes);
        lockDelays.addAll(later.lockDelays);
        created.addAll(later.created);
        ended.addAll(later.ended);
        tombstoneIndex = Math.max(tombstoneIndex, later.tombstoneIndex);
    }

    Applied.Effects effects() {
        return new Applied.Effects(
                List.copyOf(lockDelays), List.copyOf(created), List.copyOf(ended), tombstoneIndex);
    }
}
