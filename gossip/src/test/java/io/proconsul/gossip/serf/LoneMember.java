package io.proconsul.gossip.serf;

import io.proconsul.gossip.swim.Agenda;
import io.proconsul.gossip.swim.Input;
import io.proconsul.gossip.swim.SwimSettings;
import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Keyring;
import io.proconsul.gossip.wire.Message;
import io.proconsul.gossip.wire.Peer;
import io.proconsul.gossip.wire.SerfMessage;
import io.proconsul.gossip.wire.SerfWriter;
import io.proconsul.gossip.wire.Tags;
import io.proconsul.gossip.wire.Versions;
import io.proconsul.runtime.clock.VirtualTime;
import io.proconsul.runtime.random.Chance;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One member without a network: a test says what it hears and sees what it does. */
final class LoneMember {
    static final Address HERE = Address.parse("10.0.0.1:8301");

    final VirtualTime time = new VirtualTime();
    final Recorder recorder = new Recorder();
    final Serf serf;

    LoneMember() {
        this(SerfSettings.consul(SwimSettings.lan()), Snapshot.NONE);
    }

    LoneMember(SerfSettings settings, Snapshot before) {
        Serf.Parts parts =
                new Serf.Parts(
                        new Agenda(time),
                        Chance.seeded(1),
                        recorder,
                        Keyring.empty(),
                        MergeCheck.NONE,
                        before,
                        0);
        serf = new Serf(settings, peer("self", HERE, 1), parts);
        serf.start();
    }

    static Peer peer(String name, Address address, int incarnation) {
        return new Peer(name, address, Tags.encode(Map.of()), Versions.CONSUL, incarnation);
    }

    static Address address(int last) {
        return Address.parse("10.0.0." + last + ":8301");
    }

    void hear(Message... messages) {
        serf.step(new Input.PacketHeard(address(99), List.of(messages), time.nanos()));
    }

    void hear(SerfMessage message) {
        hear(new Message.User(SerfWriter.bytes(message)));
    }

    void heardAlive(String name, int last, int incarnation) {
        hear(new Message.Alive(peer(name, address(last), incarnation)));
    }

    /** Lets time pass as an owner does: from one due task to the next. */
    void pass(Duration duration) {
        long end = time.nanos() + duration.toNanos();
        while (serf.nextDue() <= end) {
            time.pass(Duration.ofNanos(Math.max(0, serf.nextDue() - time.nanos())));
            serf.step(new Input.TimePassed());
        }
        time.pass(Duration.ofNanos(end - time.nanos()));
    }

    MemberStatus status(String name) {
        return serf.member(name).orElseThrow().status();
    }
}
