package io.proconsul.gossip.swim;

import io.proconsul.gossip.telemetry.Meter;
import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Message;
import io.proconsul.gossip.wire.Peer;
import io.proconsul.gossip.wire.Roll;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Exchanges whole tables: now and then with a random member, and with the members of a pool that we
 * join. The side that is asked answers before it judges what it got (wire reference, section 3.1).
 */
final class PushPuller {
    /** Pools up to this size exchange at the set interval, larger ones less often. */
    private static final int SCALE_FROM = 32;

    private final Core core;
    private final Membership membership;
    private final Exchanges exchanges;

    PushPuller(Core core, Membership membership, Exchanges exchanges) {
        this.core = core;
        this.membership = membership;
        this.exchanges = exchanges;
    }

    void start() {
        core.agenda.after(core.chance.upTo(core.settings.pushPullInterval()), this::tick);
    }

    private void tick() {
        core.agenda.after(
                interval(core.settings.pushPullInterval(), core.table.size()), this::tick);
        int[] partner =
                core.table.pick(
                        1, core.chance, slot -> slot != Core.SELF && core.table.isAlive(slot));
        if (partner.length > 0) {
            Peer peer = core.table.peer(partner[0]);
            long start = core.agenda.now();
            exchange(
                    peer.address(),
                    false,
                    failure -> {
                        core.timed(Meter.PUSH_PULL, start);
                        if (failure != null) {
                            core.note(
                                    Level.ERROR,
                                    "Push/Pull with %s failed: %s",
                                    peer.name(),
                                    failure);
                        }
                    });
        }
    }

    /** The interval grows by its own length each time the pool doubles beyond 32 members. */
    static Duration interval(Duration set, int members) {
        if (members <= SCALE_FROM) {
            return set;
        }
        double doublings = (Math.log(members) - Math.log(SCALE_FROM)) / Math.log(2);
        return set.multipliedBy((long) Math.ceil(doublings) + 1);
    }

    /**
     * @param done gets the reason why it failed, or nothing
     */
    void exchange(Address with, boolean join, Consumer<@Nullable String> done) {
        exchanges.open(
                with,
                state(join),
                core.settings.streamTimeout(),
                new Exchanges.Outcome() {
                    @Override
                    public void answered(Message answer) {
                        done.accept(
                                answer instanceof Message.PushPull pushPull
                                        ? merge(pushPull, join)
                                        : "an answer of another kind came back");
                    }

                    @Override
                    public void failed(String reason) {
                        done.accept(reason);
                    }
                });
    }

    private Message.PushPull state(boolean join) {
        return new Message.PushPull(join, core.table.roll(), core.delegate.localState(join));
    }

    /** Another member opened an exchange. */
    void asked(long stream, Address from, Message.PushPull theirs) {
        core.effects.answer(stream, state(theirs.join()));
        String failure = merge(theirs, theirs.join());
        if (failure != null) {
            core.note(Level.ERROR, "Failed push/pull merge: %s from=%s", failure, from);
        }
    }

    /** Why the state cannot be merged, or nothing when it was. */
    private @Nullable String merge(Message.PushPull theirs, boolean join) {
        Roll roll = theirs.roll();
        String refusal = VersionCheck.refusal(roll, core.table);
        if (refusal == null && join) {
            refusal = core.delegate.refuseMerge(roll);
        }
        if (refusal != null) {
            return refusal;
        }
        membership.merge(roll);
        core.delegate.mergeState(theirs.userState(), join);
        return null;
    }
}
