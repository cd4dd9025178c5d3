package io.proconsul.gossip.serf;

import io.proconsul.gossip.telemetry.Meter;
import io.proconsul.gossip.wire.Peer;
import io.proconsul.gossip.wire.SerfMessage;
import io.proconsul.gossip.wire.StatusTimes;

import org.slf4j.event.Level;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Serf's view of each member: what memberlist sees, read in the light of what members said about
 * themselves (wire reference, section 7.2). A death after a leave intent is a leave; one without is
 * a failure, even when memberlist was told by the member itself.
 */
final class Membership {
    private final Shared shared;
    private final SnapshotLog snapshot;
    private final Intents intents;
    private final Runnable refuteLeave;

    /**
     * @param refuteLeave tells all that we are here although someone says that we leave
     */
    Membership(Shared shared, SnapshotLog snapshot, Runnable refuteLeave) {
        this.shared = shared;
        this.snapshot = snapshot;
        this.refuteLeave = refuteLeave;
        intents = new Intents(shared.agenda);
    }

    void joined(Peer peer) {
        int slot = shared.book.find(peer.name());
        if (slot < 0) {
            if (shared.book.isFull()) {
                shared.note(Level.WARN, "'%s' is one member too many", peer.name());
                return;
            }
            slot = admit(peer);
        } else {
            countFlap(peer.name());
            shared.book.replace(slot, peer);
            shared.book.setStatus(slot, MemberStatus.ALIVE, shared.agenda.now());
        }
        count(Meter.MEMBER_JOIN);
        shared.note(Level.INFO, "EventMemberJoin: %s %s", peer.name(), peer.address().ipText());
        snapshot.alive(peer);
        shared.effects.tell(new PoolEvent.Joined(shared.book.member(slot)));
    }

    private void count(Meter meter) {
        shared.effects.measured(meter, 1);
    }

    private void countFlap(String name) {
        Long failed = shared.book.failed().get(name);
        if (failed != null && shared.agenda.now() - failed < SerfSettings.FLAP_TIME.toNanos()) {
            count(Meter.MEMBER_FLAP);
        }
    }

    private int admit(Peer peer) {
        Intents.Intent intent = intents.about(peer.name());
        if (intent == null) {
            return shared.book.add(peer, MemberStatus.ALIVE, 0);
        }
        MemberStatus status = intent.leaving() ? MemberStatus.LEAVING : MemberStatus.ALIVE;
        return shared.book.add(peer, status, intent.time());
    }

    void updated(Peer peer) {
        int slot = shared.book.find(peer.name());
        if (slot >= 0) {
            shared.book.replace(slot, peer);
            count(Meter.MEMBER_UPDATE);
            shared.note(Level.INFO, "EventMemberUpdate: %s", peer.name());
            shared.effects.tell(new PoolEvent.Updated(shared.book.member(slot)));
        }
    }

    void departed(Peer peer) {
        int slot = shared.book.find(peer.name());
        if (slot < 0) {
            return;
        }
        switch (shared.book.status(slot)) {
            case LEAVING -> {
                left(slot, peer);
                count(Meter.MEMBER_LEFT);
            }
            case ALIVE -> {
                setStatus(slot, MemberStatus.FAILED);
                shared.note(
                        Level.INFO,
                        "EventMemberFailed: %s %s",
                        peer.name(),
                        peer.address().ipText());
                count(Meter.MEMBER_FAILED);
                snapshot.notAlive(peer.name());
                shared.effects.tell(new PoolEvent.Failed(shared.book.member(slot)));
            }
            case NONE, LEFT, FAILED ->
                    shared.note(Level.WARN, "Bad state when leave: %s", shared.book.status(slot));
        }
    }

    private void left(int slot, Peer peer) {
        setStatus(slot, MemberStatus.LEFT);
        shared.note(Level.INFO, "EventMemberLeave: %s %s", peer.name(), peer.address().ipText());
        snapshot.notAlive(peer.name());
        shared.effects.tell(new PoolEvent.Left(shared.book.member(slot)));
    }

    private void setStatus(int slot, MemberStatus status) {
        shared.book.setStatus(slot, status, shared.agenda.now());
        shared.effects.membersChanged();
    }

    /**
     * A member says that it is here.
     *
     * @return whether this is news, to be passed on
     */
    boolean joinIntent(SerfMessage.JoinIntent intent) {
        return joinIntent(intent.node(), intent.time(), shared.book.find(intent.node()));
    }

    /**
     * The last word of each member, as an exchange lists it.
     *
     * @param left members of whom the last word was another
     */
    void joinIntents(StatusTimes times, Set<String> left) {
        int slot = -1;
        for (int i = 0; i < times.size(); i++) {
            String node = times.name(i);
            slot = shared.book.find(node, slot + 1);
            if (left.isEmpty() || !left.contains(node)) {
                joinIntent(node, times.time(i), slot);
            }
        }
    }

    private boolean joinIntent(String node, long time, int slot) {
        shared.clock.witness(time);
        if (slot < 0) {
            return intents.keep(node, false, time);
        }
        if (isStale(time, slot)) {
            return false;
        }
        shared.book.setTime(slot, time);
        if (shared.book.status(slot) == MemberStatus.LEAVING) {
            setStatus(slot, MemberStatus.ALIVE);
        }
        return true;
    }

    private boolean isStale(long time, int slot) {
        return Long.compareUnsigned(time, shared.book.time(slot)) <= 0;
    }

    /**
     * A member says that it leaves, or another says that it is to be counted as left.
     *
     * @param weStay whether this pool still has us as an ordinary member
     * @return whether this is news, to be passed on
     */
    boolean leaveIntent(SerfMessage.LeaveIntent intent, boolean weStay) {
        shared.clock.witness(intent.time());
        int slot = shared.book.find(intent.node());
        if (slot < 0) {
            return intents.keep(intent.node(), true, intent.time());
        }
        if (isStale(intent.time(), slot)) {
            return false;
        }
        if (weStay && intent.node().equals(shared.name)) {
            refuteLeave.run();
            return false;
        }
        shared.book.setTime(slot, intent.time());
        switch (shared.book.status(slot)) {
            case ALIVE -> setStatus(slot, MemberStatus.LEAVING);
            case FAILED -> left(slot, shared.book.peer(slot));
            case LEAVING, LEFT -> {}
            case NONE -> {
                return false;
            }
        }
        if (intent.prune()) {
            prune(intent.node());
        }
        return true;
    }

    /** Forgets a member, one that is still leaving only after the time a leave takes. */
    private void prune(String node) {
        int slot = shared.book.find(node);
        if (shared.book.status(slot) == MemberStatus.LEAVING) {
            shared.agenda.after(
                    SerfSettings.BROADCAST_TIMEOUT.plus(shared.settings.leaveDelay()),
                    () -> erase(node));
        } else {
            erase(node);
        }
    }

    private void erase(String node) {
        int slot = shared.book.find(node);
        if (slot >= 0) {
            Member gone = shared.book.member(slot);
            shared.book.remove(slot);
            shared.note(Level.INFO, "EventMemberReap: %s", node);
            shared.effects.tell(new PoolEvent.Reaped(gone));
        }
    }

    /** Forgets those who are gone too long. */
    void reap() {
        long now = shared.agenda.now();
        expired(shared.book.failed(), now - shared.settings.reconnectTimeout().toNanos())
                .forEach(this::erase);
        expired(shared.book.left(), now - shared.settings.tombstoneTimeout().toNanos())
                .forEach(this::erase);
    }

    private static List<String> expired(Map<String, Long> gone, long before) {
        List<String> names = new ArrayList<>();
        gone.forEach((name, since) -> {
            if (since < before) {
                names.add(name);
            }
        });
        return names;
    }
}
