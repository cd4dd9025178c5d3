package io.proconsul.raft.ratis;

import io.proconsul.raft.EngineEvent;
import io.proconsul.raft.Peer;
import io.proconsul.raft.engine.Events;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * Turns what Ratis says into events, each once: Ratis repeats itself at every new term, and does
 * not say that a leader is gone until it knows the next.
 */
final class Leadership {
    private final Events events;

    // Under the lock of this, which also keeps the events in order.
    private @Nullable String leaderId;
    private boolean leaderTold;
    private volatile @Nullable Long gained;
    private @Nullable List<Peer> peers;

    Leadership(Events events) {
        this.events = events;
    }

    synchronized void leaderChanged(@Nullable String id, String address) {
        if (leaderTold && Objects.equals(id, leaderId)) {
            return;
        }
        leaderTold = true;
        leaderId = id;
        events.tell(new EngineEvent.LeaderChanged(id, address));
    }

    /**
     * This server looks for a leader.
     *
     * @param isFound asked under our lock, for one may be found at this moment
     */
    synchronized void leaderUnknown(BooleanSupplier isFound) {
        if (!isFound.getAsBoolean()) {
            leaderChanged(null, "");
        }
    }

    synchronized void gained(long term) {
        gained = term;
        events.tell(new EngineEvent.LeadershipGained(term));
    }

    /** Does nothing on a server that did not lead. */
    synchronized void lost() {
        Long term = gained;
        if (term != null) {
            gained = null;
            events.tell(new EngineEvent.LeadershipLost(term));
            leaderChanged(null, "");
        }
    }

    /** Gained and not lost again. Takes no lock. */
    boolean leads() {
        return gained != null;
    }

    synchronized void configuration(List<Peer> now) {
        if (!now.equals(peers)) {
            peers = now;
            events.tell(new EngineEvent.ConfigurationChanged(now));
        }
    }
}
