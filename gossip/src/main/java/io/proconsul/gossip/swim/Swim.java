package io.proconsul.gossip.swim;

import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Message;
import io.proconsul.gossip.wire.Peer;
import io.proconsul.gossip.wire.PeerState;
import io.proconsul.runtime.random.Chance;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

import java.util.List;
import java.util.function.Consumer;

/**
 * One member of a memberlist pool, without its network: {@link #step} takes what happened, and what
 * is to be done goes to {@link Effects}. Time passes when the clock says so and a {@link
 * Input.TimePassed} comes; {@link Agenda#nextDue} tells when the next one is worth it.
 *
 * <p>Owned by one thread; nothing here is safe for two.
 */
public final class Swim {
    private final Core core;
    private final Outbox outbox;
    private final Membership membership;
    private final Exchanges exchanges;
    private final Prober prober;
    private final PushPuller pushPuller;

    /**
     * @param self our own first words
     * @param encryptionOverhead bytes of each packet that encryption takes
     * @param expectedMembers how large a pool to make room for
     */
    public Swim(
            SwimSettings settings,
            Peer self,
            Agenda agenda,
            Chance chance,
            Effects effects,
            int encryptionOverhead,
            int expectedMembers) {
        Self own = new Self(self);
        core = new Core(settings, own, agenda, chance, effects, expectedMembers);
        outbox = new Outbox(core, encryptionOverhead);
        membership = new Membership(core, outbox);
        exchanges = new Exchanges(core);
        prober = new Prober(core, outbox, membership, exchanges);
        pushPuller = new PushPuller(core, membership, exchanges);
    }

    /** Starts probing and exchanging, and tells the upper layer of ourselves. */
    public void start(Delegate above) {
        core.delegate = above;
        prober.start();
        pushPuller.start();
        membership.announce(core.self.peer(), null);
        core.delegate.joined(core.self.peer());
    }

    /**
     * Takes members, ourselves among them, as known and alive without telling anyone: how a
     * simulation starts grown up.
     */
    public void assume(Roster all) {
        core.table.assume(all, core.agenda.now());
        core.schedule.shuffle(core.table.size());
    }

    public void step(Input input) {
        switch (input) {
            case Input.TimePassed() -> core.agenda.runDue();
            case Input.PacketHeard(Address from, List<Message> messages, long at) -> {
                for (Message message : messages) {
                    heard(message, from, at);
                }
            }
            case Input.StreamOpened(long stream, Address from, Message message) ->
                    streamOpened(stream, from, message);
            case Input.StreamAnswered(long exchange, Message message) ->
                    exchanges.answered(exchange, message);
            case Input.StreamFailed(long exchange, String reason) ->
                    exchanges.failed(exchange, reason);
        }
    }

    private void heard(Message message, Address from, long at) {
        switch (message) {
            case Message.Ping ping -> prober.pinged(ping, from);
            case Message.IndirectPing ping -> prober.pingFor(ping, from);
            case Message.Ack ack -> prober.acknowledged(ack, at);
            case Message.Nack nack -> prober.denied(nack);
            case Message.Suspect suspect -> membership.suspect(suspect);
            case Message.Alive(Peer peer) -> membership.alive(peer);
            case Message.Dead dead -> membership.dead(dead, null);
            case Message.User(byte[] payload) -> core.delegate.heard(payload);
            case Message.PushPull _, Message.Refusal _ ->
                    core.note(Level.WARN, "a stream message came in a packet from=%s", from);
        }
    }

    private void streamOpened(long stream, Address from, Message message) {
        switch (message) {
            case Message.PushPull pushPull -> pushPuller.asked(stream, from, pushPull);
            case Message.Ping ping when core.self.is(ping.node()) ->
                    core.effects.answer(stream, new Message.Ack(ping.sequence(), null));
            case Message.User(byte[] payload) -> {
                core.effects.hangUp(stream);
                core.delegate.heard(payload);
            }
            case Message.Ping _,
                    Message.IndirectPing _,
                    Message.Ack _,
                    Message.Nack _,
                    Message.Suspect _,
                    Message.Alive _,
                    Message.Dead _,
                    Message.Refusal _ -> {
                core.note(Level.WARN, "a stream from=%s began with an unexpected message", from);
                core.effects.hangUp(stream);
            }
        }
    }

    /**
     * Exchanges tables with the member at an address.
     *
     * @param join whether this is to make us a member of its pool
     * @param done gets the reason why it failed, or nothing
     */
    public void exchange(Address with, boolean join, Consumer<@Nullable String> done) {
        pushPuller.exchange(with, join, done);
    }

    /** Tells all that our tags are others now; {@code finished} runs when it was sent. */
    public void changeMeta(byte[] meta, Runnable finished) {
        membership.announce(core.self.changeMeta(meta), whenOthersListen(finished));
        core.delegate.updated(core.self.peer());
    }

    /** Tells all that we leave; {@code finished} runs when it was sent. We still answer. */
    public void leave(Runnable finished) {
        Peer own = core.self.peer();
        core.self.leave();
        membership.dead(
                new Message.Dead(own.name(), own.incarnation(), own.name()),
                whenOthersListen(finished));
    }

    /** Nobody asks for news in an empty pool, so it would wait for ever. */
    private @Nullable Runnable whenOthersListen(Runnable finished) {
        if (core.table.anyAliveBut(Core.SELF)) {
            return finished;
        }
        finished.run();
        return null;
    }

    /** Sends a message of the upper layer to one address, at once. */
    public void send(Address to, byte[] payload) {
        outbox.sendUser(to, payload);
    }

    /** The upper layer has something to pass on. */
    public void newsWaits() {
        outbox.planRound();
    }

    /** How many members are known, dead ones that still get news included. */
    public int members() {
        return core.table.size();
    }

    /** What memberlist thinks of a member, or nothing when it is not known. */
    public @Nullable PeerState stateOf(String name) {
        int slot = core.table.find(name);
        return slot < 0 ? null : core.table.state(slot);
    }

    /** Our health score: 0 is healthy. */
    public int health() {
        return core.awareness.score();
    }

    public Peer self() {
        return core.self.peer();
    }
}
