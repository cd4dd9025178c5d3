package io.proconsul.gossip.swim;

import io.proconsul.gossip.telemetry.Meter;
import io.proconsul.gossip.wire.Message;
import io.proconsul.gossip.wire.Peer;
import io.proconsul.gossip.wire.PeerState;
import io.proconsul.gossip.wire.Roll;
import io.proconsul.gossip.wire.Versions;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

import java.util.HashMap;
import java.util.Map;

/**
 * What is believed of whom: the rules by which alive, suspect and dead messages change the table
 * (wire reference, section 5). All of them can arrive late, repeated and in any order, so
 * incarnations decide: a member's own word with a higher incarnation beats what others said, and a
 * member that is accused outbids its accuser.
 */
final class Membership {
    private final Core core;
    private final Outbox outbox;
    private final Map<String, Suspicion> suspicions = new HashMap<>();
    private boolean toldFull;

    Membership(Core core, Outbox outbox) {
        this.core = core;
        this.outbox = outbox;
    }

    /** Someone says, or passes on, that a member is alive. */
    void alive(Peer told) {
        alive(told, core.table.find(told.name()));
    }

    private void alive(Peer told, int slot) {
        if (slot >= 0 && core.table.peer(slot).equals(told) && core.table.isAlive(slot)) {
            return;
        }
        boolean aboutUs = slot == Core.SELF;
        if (aboutUs && core.self.isLeaving() || !isSane(told.versions()) || isRefused(told)) {
            return;
        }
        if (slot < 0) {
            welcome(told);
        } else if (!told.address().equals(core.table.peer(slot).address())) {
            moved(slot, told);
        } else if (aboutUs) {
            defend(told);
        } else if (isNewer(told, slot)) {
            accept(slot, told);
        }
    }

    private static boolean isSane(Versions versions) {
        return versions.equals(Versions.UNKNOWN)
                || versions.least() != 0
                        && versions.most() != 0
                        && versions.least() <= versions.most();
    }

    private boolean isRefused(Peer told) {
        String refusal = core.self.is(told.name()) ? null : core.delegate.refuse(told);
        if (refusal != null) {
            core.note(Level.WARN, "ignoring alive message for '%s': %s", told.name(), refusal);
        }
        return refusal != null;
    }

    /** A new member starts as dead, so that accepting it is the same as for a returning one. */
    private void welcome(Peer told) {
        if (core.table.isFull()) {
            tellFull(told);
            return;
        }
        int slot = core.table.add(told, PeerState.DEAD, core.agenda.now());
        core.schedule.add(slot);
        accept(slot, told);
    }

    private void tellFull(Peer told) {
        if (!toldFull) {
            toldFull = true;
            core.note(
                    Level.WARN,
                    "'%s' and further new members are ignored: the pool has reached %d",
                    told.name(),
                    core.table.size());
        }
    }

    /** A name shows up at another address: a takeover where it is free, a conflict otherwise. */
    private void moved(int slot, Peer told) {
        if (mayTakeOver(slot, told)) {
            accept(slot, told);
        }
    }

    /** A name may move to another address once its holder has left or is long dead. */
    private boolean mayTakeOver(int slot, Peer told) {
        Peer known = core.table.peer(slot);
        PeerState state = core.table.state(slot);
        boolean free =
                switch (state) {
                    case LEFT -> true;
                    case DEAD ->
                            core.table.isOlder(
                                    slot, core.settings.deadReclaim(), core.agenda.now());
                    case ALIVE, SUSPECT -> false;
                };
        if (free) {
            core.note(
                    Level.INFO,
                    "Updating address for left or failed node %s from %s to %s",
                    told.name(),
                    known.address(),
                    told.address());
            return true;
        }
        core.note(
                Level.ERROR,
                "Conflicting address for %s. Mine: %s Theirs: %s Old state: %d",
                told.name(),
                known.address(),
                told.address(),
                (int) state.code());
        core.delegate.conflict(known, told);
        return false;
    }

    private boolean isNewer(Peer told, int slot) {
        return compare(told.incarnation(), core.table.peer(slot).incarnation()) > 0;
    }

    private static int compare(int a, int b) {
        return Integer.compareUnsigned(a, b);
    }

    private void accept(int slot, Peer told) {
        acquit(told.name());
        Peer known = core.table.peer(slot);
        boolean wasGone = core.table.isGone(slot);
        Peer merged = told.versions().equals(Versions.UNKNOWN) ? withVersions(told, known) : told;
        core.table.replace(slot, merged);
        if (!core.table.isAlive(slot)) {
            core.table.setState(slot, PeerState.ALIVE, core.agenda.now());
        }
        outbox.spread(told.name(), new Message.Alive(told), null);
        core.count(Meter.ALIVE);
        if (wasGone) {
            core.delegate.joined(merged);
        } else if (!merged.sameMeta(known)) {
            core.delegate.updated(merged);
        }
    }

    private static Peer withVersions(Peer told, Peer known) {
        return new Peer(
                told.name(), told.address(), told.meta(), known.versions(), told.incarnation());
    }

    /** Someone passes on words of ours; older ones of a former life are outbid. */
    private void defend(Peer told) {
        Peer own = core.self.peer();
        if (compare(told.incarnation(), own.incarnation()) < 0) {
            return;
        }
        boolean ours =
                told.incarnation() == own.incarnation()
                        && told.sameMeta(own)
                        && told.versions().equals(own.versions());
        if (!ours) {
            refute(told.incarnation());
            core.note(
                    Level.WARN,
                    "Refuting an alive message for '%s' (%s)",
                    told.name(),
                    own.address());
        }
    }

    private void refute(int accused) {
        core.feel(1);
        announce(core.self.raiseAbove(accused), null);
    }

    /** Tells all our words of now. */
    void announce(Peer own, @Nullable Runnable finished) {
        core.table.replace(Core.SELF, own);
        outbox.spread(own.name(), new Message.Alive(own), finished);
    }

    /** Someone could not reach a member. */
    void suspect(Message.Suspect told) {
        int slot = core.table.find(told.node());
        if (slot < 0 || isStale(told.incarnation(), slot)) {
            return;
        }
        Suspicion running = suspicions.get(told.node());
        if (running != null) {
            confirm(running, told);
        } else if (core.table.isAlive(slot)) {
            if (slot == Core.SELF) {
                refute(told.incarnation());
                core.note(Level.WARN, "Refuting a suspect message (from: %s)", told.from());
            } else {
                accuse(slot, told);
            }
        }
    }

    private boolean isStale(int incarnation, int slot) {
        return compare(incarnation, core.table.peer(slot).incarnation()) < 0;
    }

    private void confirm(Suspicion running, Message.Suspect told) {
        if (running.confirm(told.from())) {
            outbox.spread(told.node(), told, null);
            planEnd(told.node(), running);
        }
    }

    private void accuse(int slot, Message.Suspect told) {
        long now = core.agenda.now();
        outbox.spread(told.node(), told, null);
        core.count(Meter.SUSPECT);
        takeIncarnation(slot, told.incarnation());
        core.table.setState(slot, PeerState.SUSPECT, now);
        Suspicion suspicion = Suspicion.of(told.from(), now, core.settings, core.table.size());
        planEnd(told.node(), suspicion);
        suspicions.put(told.node(), suspicion);
    }

    private void planEnd(String node, Suspicion suspicion) {
        suspicion.planEnd(core.agenda.at(suspicion.end(), () -> condemn(node)));
    }

    private void takeIncarnation(int slot, int incarnation) {
        Peer known = core.table.peer(slot);
        if (known.incarnation() != incarnation) {
            core.table.replace(slot, known.withIncarnation(incarnation));
        }
    }

    private void condemn(String node) {
        int slot = core.table.find(node);
        Suspicion suspicion = suspicions.remove(node);
        if (slot < 0 || suspicion == null || core.table.state(slot) != PeerState.SUSPECT) {
            return;
        }
        core.note(
                Level.INFO,
                "Marking %s as failed, suspect timeout reached (%d peer confirmations)",
                node,
                suspicion.confirmations());
        if (!suspicion.isConfirmed()) {
            core.count(Meter.DEGRADED_TIMEOUT);
        }
        int incarnation = core.table.peer(slot).incarnation();
        dead(new Message.Dead(node, incarnation, core.self.name()), null);
    }

    private void acquit(String node) {
        Suspicion running = suspicions.isEmpty() ? null : suspicions.remove(node);
        if (running != null) {
            running.drop();
        }
    }

    /** A member is dead, or says itself that it leaves. */
    void dead(Message.Dead told, @Nullable Runnable finished) {
        int slot = core.table.find(told.node());
        if (slot < 0 || isStale(told.incarnation(), slot)) {
            return;
        }
        acquit(told.node());
        if (core.table.isGone(slot)) {
            return;
        }
        if (slot == Core.SELF && !core.self.isLeaving()) {
            refute(told.incarnation());
            core.note(Level.WARN, "Refuting a dead message (from: %s)", told.from());
            return;
        }
        outbox.spread(told.node(), told, finished);
        core.count(Meter.DEAD);
        takeIncarnation(slot, told.incarnation());
        PeerState state = told.isLeaving() ? PeerState.LEFT : PeerState.DEAD;
        core.table.setState(slot, state, core.agenda.now());
        core.delegate.departed(core.table.peer(slot));
    }

    /** What an exchange said about members; hearsay never kills, it only accuses. */
    void merge(Roll told) {
        int slot = -1;
        for (int i = 0; i < told.size(); i++) {
            slot = core.table.find(told.peer(i).name(), slot + 1);
            merge(told.peer(i), told.state(i), slot);
        }
    }

    private void merge(Peer told, PeerState state, int slot) {
        switch (state) {
            case ALIVE -> alive(told, slot);
            case LEFT -> dead(new Message.Dead(told.name(), told.incarnation(), told.name()), null);
            case DEAD, SUSPECT ->
                    suspect(new Message.Suspect(told.name(), told.incarnation(), core.self.name()));
        }
    }
}
