package io.proconsul.gossip.swim;

import io.proconsul.gossip.telemetry.Meter;
import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Message;
import io.proconsul.gossip.wire.Packets;
import io.proconsul.gossip.wire.Part;
import io.proconsul.gossip.wire.Peer;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds packets: every ping, ack and nack carries news in the room it leaves, and gossip rounds
 * carry nothing else. Rounds happen only while there is news, on the beat they would have anyway.
 */
final class Outbox {
    /** The first member version that understands checksums. */
    private static final int CHECKSUM_VERSION = 5;

    private final Core core;

    /** Room in a packet for messages, whatever they are. */
    private final int room;

    private final BroadcastQueue news = new BroadcastQueue();
    private final long beat;
    private boolean roundPlanned;

    Outbox(Core core, int encryptionOverhead) {
        this.core = core;
        room = core.settings.packetBytes() - Packets.COMPOUND_OVERHEAD - encryptionOverhead;
        Duration first = core.chance.upTo(core.settings.gossipInterval());
        beat = core.agenda.now() + first.toNanos();
    }

    /** Passes a message about a member on, in place of older ones about the same. */
    void spread(String subject, Message message, @Nullable Runnable finished) {
        news.queue(subject, Part.of(message), finished);
        planRound();
    }

    /** Sends by address: with news, without a checksum. */
    void carry(Address to, Message message) {
        Part carrier = Part.of(message);
        List<Part> parts = new ArrayList<>();
        parts.add(carrier);
        addNews(room - carrier.size(), parts);
        core.effects.send(to, parts, false);
    }

    /** Sends several messages to a member, as they are. */
    void sendTo(Peer peer, Message... messages) {
        core.effects.send(
                peer.address(),
                List.of(messages).stream().map(Part::of).toList(),
                understandsChecksum(peer));
    }

    /** Sends a message of the upper layer by address, without news. */
    void sendUser(Address to, byte[] payload) {
        core.effects.send(to, List.of(Part.of(new Message.User(payload))), false);
    }

    private static boolean understandsChecksum(Peer peer) {
        return peer.versions().most() >= CHECKSUM_VERSION;
    }

    private void addNews(int limit, List<Part> into) {
        int sendLimit = core.settings.transmitLimit(core.table.size());
        int used = news.take(Packets.PART_OVERHEAD, limit, sendLimit, into);
        core.delegate.addBroadcasts(Packets.PART_OVERHEAD, limit - used, into);
    }

    private boolean hasNews() {
        return !news.isEmpty() || core.delegate.hasBroadcasts();
    }

    /** Makes sure that waiting news goes out with the next beat. */
    void planRound() {
        if (!roundPlanned) {
            roundPlanned = true;
            core.agenda.at(nextBeat(), this::round);
        }
    }

    private long nextBeat() {
        long interval = core.settings.gossipInterval().toNanos();
        long late = core.agenda.now() - beat;
        return late < 0 ? beat : beat + (late / interval + 1) * interval;
    }

    private void round() {
        roundPlanned = false;
        long start = core.agenda.now();
        for (int slot : targets()) {
            List<Part> parts = new ArrayList<>();
            addNews(room, parts);
            if (parts.isEmpty()) {
                break;
            }
            Peer peer = core.table.peer(slot);
            core.effects.send(peer.address(), parts, understandsChecksum(peer));
        }
        core.timed(Meter.GOSSIP, start);
        if (hasNews()) {
            planRound();
        }
    }

    /** The living, the suspected, and the lately dead, so that they can object. */
    private int[] targets() {
        long now = core.agenda.now();
        Duration patience = core.settings.gossipToTheDead();
        return core.table.pick(
                core.settings.gossipNodes(),
                core.chance,
                slot ->
                        slot != Core.SELF
                                && switch (core.table.state(slot)) {
                                    case ALIVE, SUSPECT -> true;
                                    case DEAD -> !core.table.isOlder(slot, patience, now);
                                    case LEFT -> false;
                                });
    }
}
