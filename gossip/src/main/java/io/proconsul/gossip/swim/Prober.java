package io.proconsul.gossip.swim;

import io.proconsul.gossip.telemetry.Meter;
import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Message;
import io.proconsul.gossip.wire.Peer;
import io.proconsul.gossip.wire.PeerState;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds the silent (wire reference, section 5.2). Once per interval one member is pinged; when it
 * does not answer in time, a few others are asked to ping it and TCP is tried; when nothing came by
 * the end of the interval, it is suspected. Also answers the pings and requests of others.
 */
final class Prober {
    private static final int NACK_VERSION = 4;
    private static final int STREAM_PING_VERSION = 3;

    /** Most pings at once that we send for others. */
    private static final int MOST_ERRANDS = 1024;

    /** How long members that left are listed; their going is long known by then. */
    private static final Duration LEFT_KEPT = Duration.ofHours(24);

    private final Core core;
    private final Outbox outbox;
    private final Membership membership;
    private final Exchanges exchanges;
    private final Map<Integer, Errand> errands = new HashMap<>();
    private @Nullable Probe running;
    private boolean turnMissed;
    private int sequence;

    /** Our own probe of one member. */
    private static final class Probe {
        final Peer target;
        final int sequence;
        final long sent;

        /** Asking others, then giving up: one at a time, because nearly all probes need neither. */
        Agenda.Task next;

        boolean indirect;
        boolean streamAnswered;
        int nacksExpected;
        int nacksHeard;

        Probe(Peer target, int sequence, long sent, Agenda.Task next) {
            this.target = target;
            this.sequence = sequence;
            this.sent = sent;
            this.next = next;
        }
    }

    /** A ping for another member, which waits for the answer under its own number. */
    private record Errand(int asked, Address asker, Agenda.Task end) {}

    Prober(Core core, Outbox outbox, Membership membership, Exchanges exchanges) {
        this.core = core;
        this.outbox = outbox;
        this.membership = membership;
        this.exchanges = exchanges;
    }

    void start() {
        Duration first = core.chance.upTo(core.settings.probeInterval());
        planNext(core.agenda.now() + first.toNanos());
    }

    private void planNext(long due) {
        core.agenda.at(due, () -> tick(due));
    }

    private void tick(long due) {
        planNext(Math.max(due, core.agenda.now() - 1) + core.settings.probeInterval().toNanos());
        if (running == null) {
            probeNext();
        } else {
            turnMissed = true;
        }
    }

    private void probeNext() {
        turnMissed = false;
        int slot = nextTarget();
        if (slot >= 0) {
            probe(slot);
        }
    }

    /** A probe that took longer than the interval cost others their turn; one is made up for. */
    private void catchUp() {
        if (turnMissed) {
            probeNext();
        }
    }

    private int nextTarget() {
        for (int tries = core.table.size(); tries >= 0; tries--) {
            if (core.schedule.isRoundOver()) {
                forgetTheGone();
                core.schedule.shuffle(core.table.size());
            }
            int slot = core.schedule.next();
            if (slot != Core.SELF && !core.table.isGone(slot)) {
                return slot;
            }
        }
        return -1;
    }

    private void forgetTheGone() {
        long now = core.agenda.now();
        for (int slot = core.table.size() - 1; slot > Core.SELF; slot--) {
            PeerState state = core.table.state(slot);
            boolean forgotten =
                    switch (state) {
                        case DEAD -> core.table.isOlder(slot, core.settings.gossipToTheDead(), now);
                        case LEFT -> core.table.isOlder(slot, LEFT_KEPT, now);
                        case ALIVE, SUSPECT -> false;
                    };
            if (forgotten) {
                core.table.remove(slot);
            }
        }
    }

    private void probe(int slot) {
        Peer target = core.table.peer(slot);
        int number = nextSequence();
        long now = core.agenda.now();
        long end = now + core.awareness.scale(core.settings.probeInterval()).toNanos();
        long timeout = now + core.settings.probeTimeout().toNanos();
        Agenda.Task next =
                timeout < end
                        ? core.agenda.at(timeout, () -> askOthers(number, end))
                        : core.agenda.at(end, () -> conclude(number));
        running = new Probe(target, number, now, next);
        if (core.awareness.score() > 0) {
            core.count(Meter.DEGRADED_PROBE);
        }
        Message.Ping ping = new Message.Ping(number, target.name(), core.self.source());
        if (core.table.isAlive(slot)) {
            outbox.carry(target.address(), ping);
        } else {
            // A suspect learns of it with the ping, so that it can object at once.
            outbox.sendTo(
                    target,
                    ping,
                    new Message.Suspect(target.name(), target.incarnation(), core.self.name()));
        }
    }

    private int nextSequence() {
        return ++sequence;
    }

    private @Nullable Probe running(int number) {
        return running != null && running.sequence == number ? running : null;
    }

    private void askOthers(int number, long end) {
        Probe probe = running(number);
        if (probe == null) {
            return;
        }
        probe.next = core.agenda.at(end, () -> conclude(number));
        probe.indirect = true;
        for (int slot : helpers(probe.target)) {
            Peer helper = core.table.peer(slot);
            boolean nack = helper.versions().most() >= NACK_VERSION;
            probe.nacksExpected += nack ? 1 : 0;
            outbox.carry(
                    helper.address(),
                    new Message.IndirectPing(
                            number,
                            probe.target.name(),
                            probe.target.address(),
                            nack,
                            core.self.source()));
        }
        if (probe.target.versions().most() >= STREAM_PING_VERSION) {
            pingByStream(probe);
        }
    }

    private int[] helpers(Peer target) {
        return core.table.pick(
                core.settings.indirectChecks(),
                core.chance,
                slot ->
                        slot != Core.SELF
                                && core.table.isAlive(slot)
                                && !core.table.peer(slot).name().equals(target.name()));
    }

    private void pingByStream(Probe probe) {
        Duration left =
                core.awareness
                        .scale(core.settings.probeInterval())
                        .minusNanos(core.agenda.now() - probe.sent);
        if (!left.isPositive()) {
            return;
        }
        Message.Ping ping =
                new Message.Ping(probe.sequence, probe.target.name(), core.self.source());
        exchanges.open(
                probe.target.address(),
                ping,
                left,
                new Exchanges.Outcome() {
                    @Override
                    public void answered(Message answer) {
                        probe.streamAnswered =
                                answer instanceof Message.Ack(int number, _)
                                        && number == probe.sequence;
                    }

                    @Override
                    public void failed(String reason) {
                        core.note(
                                Level.DEBUG,
                                "Failed TCP fallback ping to %s: %s",
                                probe.target.name(),
                                reason);
                    }
                });
    }

    /** The end of the interval: a live member has answered by now. */
    private void conclude(int number) {
        Probe probe = running(number);
        if (probe == null) {
            return;
        }
        running = null;
        core.timed(Meter.PROBE, probe.sent);
        judge(probe);
        catchUp();
    }

    private void judge(Probe probe) {
        if (probe.streamAnswered) {
            core.note(
                    Level.WARN,
                    "Was able to connect to %s but other probes failed, network may be"
                            + " misconfigured",
                    probe.target.name());
            core.feel(-1);
            return;
        }
        core.feel(
                probe.nacksExpected > 0 ? Math.max(0, probe.nacksExpected - probe.nacksHeard) : 1);
        core.note(Level.INFO, "Suspect %s has failed, no acks received", probe.target.name());
        membership.suspect(
                new Message.Suspect(
                        probe.target.name(), probe.target.incarnation(), core.self.name()));
    }

    /**
     * @param at when the packet was read
     */
    void acknowledged(Message.Ack ack, long at) {
        Probe probe = running(ack.sequence());
        if (probe != null) {
            running = null;
            core.timed(Meter.PROBE, probe.sent);
            probe.next.callOff();
            core.feel(-1);
            if (!probe.indirect) {
                Duration roundTrip = Duration.ofNanos(Math.max(0, at - probe.sent));
                core.delegate.probed(probe.target, roundTrip, ack.payload());
            }
            catchUp();
            return;
        }
        Errand errand = errands.remove(ack.sequence());
        if (errand != null) {
            errand.end.callOff();
            outbox.carry(errand.asker, new Message.Ack(errand.asked, null));
        }
    }

    void denied(Message.Nack nack) {
        Probe probe = running(nack.sequence());
        if (probe != null) {
            probe.nacksHeard++;
        }
    }

    void pinged(Message.Ping ping, Address from) {
        if (!ping.node().isEmpty() && !core.self.is(ping.node())) {
            core.note(Level.WARN, "Got ping for unexpected node '%s' from=%s", ping.node(), from);
            return;
        }
        Message.Ack ack = new Message.Ack(ping.sequence(), core.delegate.ackPayload());
        outbox.carry(replyTo(ping.source(), from), ack);
    }

    private static Address replyTo(Message.Source source, Address from) {
        return source.address().isUsable() ? source.address() : from;
    }

    void pingFor(Message.IndirectPing asked, Address from) {
        if (!asked.target().isUsable() || errands.size() == MOST_ERRANDS) {
            return;
        }
        Address asker = replyTo(asked.source(), from);
        int number = nextSequence();
        Agenda.Task end =
                core.agenda.after(
                        core.settings.probeTimeout(),
                        () -> {
                            errands.remove(number);
                            if (asked.nack()) {
                                outbox.carry(asker, new Message.Nack(asked.sequence()));
                            }
                        });
        errands.put(number, new Errand(asked.sequence(), asker, end));
        outbox.carry(asked.target(), new Message.Ping(number, asked.node(), core.self.source()));
    }
}
