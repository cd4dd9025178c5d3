package io.proconsul.sim.gossip;

import io.proconsul.gossip.serf.SerfSettings;
import io.proconsul.gossip.swim.Input;
import io.proconsul.gossip.swim.Roster;
import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Encryption;
import io.proconsul.gossip.wire.Message;
import io.proconsul.gossip.wire.Packets;
import io.proconsul.gossip.wire.Part;
import io.proconsul.gossip.wire.Peer;
import io.proconsul.gossip.wire.Tags;
import io.proconsul.gossip.wire.Versions;
import io.proconsul.gossip.wire.WireException;
import io.proconsul.runtime.random.Chance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A virtual network with members on it. One thread, one seed: the same calls give the same run.
 *
 * <p>Small worlds send real bytes through the codec; large ones hand the messages over, which is
 * what makes ten thousand members affordable: they then share the immutable records of each other.
 */
public final class World {
    private static final int PORT = 7946;

    /** Members that a grown pool takes in without making its tables larger. */
    private static final int GROWTH = 64;

    private final Schedule schedule = new Schedule();
    private final Chance chance;
    private final Network network;
    private final Traffic traffic = new Traffic();
    private final SerfSettings settings;
    private final Listener listener;
    private final boolean bytes;
    private final Packets packets = new Packets(Encryption.none(), true);
    private final Map<String, SimMember> members = new LinkedHashMap<>();
    private final Map<Address, SimMember> byAddress = new HashMap<>();
    private final Map<Long, Stream> streams = new HashMap<>();
    private long streamsOpened;
    private int addresses;

    /** A stream that waits for its answer. */
    private record Stream(SimMember caller, long exchange, SimMember answerer) {}

    /**
     * @param bytes whether packets are encoded and decoded
     */
    public World(long seed, SerfSettings settings, boolean bytes, Listener listener) {
        chance = Chance.seeded(seed);
        network = new Network(Chance.seeded(seed + 1));
        this.settings = settings;
        this.bytes = bytes;
        this.listener = listener;
    }

    Schedule schedule() {
        return schedule;
    }

    Chance chance() {
        return chance;
    }

    Listener listener() {
        return listener;
    }

    public Network network() {
        return network;
    }

    public Traffic traffic() {
        return traffic;
    }

    public Collection<SimMember> members() {
        return members.values();
    }

    public SimMember member(String label) {
        return Objects.requireNonNull(members.get(label), label);
    }

    /** Virtual time since the beginning. */
    public Duration now() {
        return Duration.ofNanos(schedule.nanos());
    }

    /** Things that happened so far, for measuring ourselves. */
    public long happened() {
        return schedule.happened();
    }

    /** Starts a member that knows nobody. */
    public SimMember start(String label, String name, Map<String, String> tags) {
        SimMember member = create(label, name, tags, 0);
        member.serf().start();
        member.plan();
        return member;
    }

    private SimMember create(String label, String name, Map<String, String> tags, int expected) {
        Address address = nextAddress();
        Peer self = new Peer(name, address, Tags.encode(tags), Versions.CONSUL, 1);
        SimMember member = new SimMember(this, label, self, settings, expected);
        members.put(label, member);
        byAddress.put(address, member);
        return member;
    }

    private Address nextAddress() {
        int number = ++addresses;
        byte[] ip = {10, (byte) (number >> 16), (byte) (number >> 8), (byte) number};
        return new Address(ip, PORT);
    }

    /** Starts a whole pool in which all know each other, with room for a few more. */
    public void startGrown(int count, Map<String, String> tags) {
        List<SimMember> all = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            all.add(create("m" + i, "m" + i, tags, 0));
        }
        Roster everybody = new Roster(count + GROWTH);
        all.forEach(member -> everybody.add(member.peer()));
        for (SimMember member : all) {
            member.serf().start();
            member.serf().assume(everybody);
            member.plan();
        }
    }

    /** Lets a process come back with the same name, address and a fresh memory. */
    public SimMember restart(String label) {
        SimMember old = member(label);
        Peer self = old.peer();
        SimMember member = new SimMember(this, label, self, settings, 0);
        members.put(label, member);
        byAddress.put(self.address(), member);
        member.serf().start();
        member.plan();
        return member;
    }

    public void crash(String label) {
        member(label).crash();
    }

    public void pause(String label) {
        member(label).pause();
    }

    public void resume(String label) {
        member(label).resume();
    }

    /** Call after using {@link SimMember#serf}. */
    public void settle() {
        members.values().forEach(SimMember::plan);
    }

    /** Does something at a moment to come. */
    public void after(Duration delay, Runnable action) {
        schedule.at(schedule.nanos() + delay.toNanos(), action);
    }

    public void run(Duration duration) {
        schedule.runUntil(schedule.nanos() + duration.toNanos());
    }

    void send(SimMember from, Address to, List<Part> parts, boolean checksum) {
        int size = 0;
        for (Part part : parts) {
            size += part.size();
        }
        traffic.packet(size);
        SimMember target = byAddress.get(to);
        if (target == null || !network.connects(from.label(), target.label())) {
            return;
        }
        if (network.loses()) {
            traffic.lost();
            return;
        }
        List<Message> messages = bytes ? throughTheWire(parts, checksum) : messages(parts);
        deliver(from, target, messages);
        if (network.doubles()) {
            deliver(from, target, messages);
        }
    }

    private static List<Message> messages(List<Part> parts) {
        Message[] messages = new Message[parts.size()];
        for (int i = 0; i < messages.length; i++) {
            messages[i] = parts.get(i).message();
        }
        return List.of(messages);
    }

    private List<Message> throughTheWire(List<Part> parts, boolean checksum) {
        try {
            return packets.unpack(packets.pack(parts, checksum)).messages();
        } catch (WireException e) {
            throw new AssertionError("our own packet cannot be read", e);
        }
    }

    private void deliver(SimMember from, SimMember target, List<Message> messages) {
        long at = schedule.nanos() + network.delay();
        schedule.at(at, () -> target.hear(new Input.PacketHeard(from.address(), messages, at)));
    }

    /** Streams are not lost, but nobody answers behind a partition or in a dead process. */
    void open(SimMember from, long exchange, Address to, Message message, Duration timeout) {
        countStream(message);
        SimMember target = byAddress.get(to);
        long now = schedule.nanos();
        if (target == null || !target.isRunning()) {
            long heard = now + 2 * network.delay();
            schedule.at(heard, () -> from.hear(new Input.StreamFailed(exchange, "refused")));
            return;
        }
        long number = ++streamsOpened;
        streams.put(number, new Stream(from, exchange, target));
        schedule.at(now + timeout.toNanos(), () -> expire(number));
        if (network.connects(from.label(), target.label())) {
            long arrives = now + 3 * network.delay();
            schedule.at(
                    arrives,
                    () -> target.hear(new Input.StreamOpened(number, from.address(), message)));
        }
    }

    private void countStream(Message message) {
        traffic.stream(message instanceof Message.PushPull all ? all.roll().size() : 0);
    }

    private void expire(long number) {
        Stream stream = streams.remove(number);
        if (stream != null) {
            stream.caller.hear(new Input.StreamFailed(stream.exchange, "timed out"));
        }
    }

    void answer(long number, Message message) {
        countStream(message);
        Stream stream = streams.get(number);
        if (stream == null || !network.connects(stream.answerer.label(), stream.caller.label())) {
            return;
        }
        schedule.at(
                schedule.nanos() + network.delay(),
                () -> {
                    if (streams.remove(number) != null) {
                        stream.caller.hear(new Input.StreamAnswered(stream.exchange, message));
                    }
                });
    }

    void hangUp(long number) {
        Stream stream = streams.remove(number);
        if (stream != null) {
            long heard = schedule.nanos() + network.delay();
            schedule.at(
                    heard,
                    () -> stream.caller.hear(new Input.StreamFailed(stream.exchange, "closed")));
        }
    }
}
