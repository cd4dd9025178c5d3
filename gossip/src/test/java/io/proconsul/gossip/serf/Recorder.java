package io.proconsul.gossip.serf;

import io.proconsul.gossip.telemetry.Meter;
import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Message;
import io.proconsul.gossip.wire.Part;

import org.slf4j.event.Level;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Keeps what a member wants done. */
final class Recorder implements SerfEffects {
    record Sent(Address to, List<Message> messages, boolean checksum) {}

    final List<Sent> sent = new ArrayList<>();
    final List<Message> answers = new ArrayList<>();
    final List<PoolEvent> told = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    final StringBuilder snapshot = new StringBuilder();
    final Map<Meter, Double> sums = new EnumMap<>(Meter.class);
    final List<String> named = new ArrayList<>();
    int streamsOpened;
    int changes;

    @Override
    public void send(Address to, List<Part> parts, boolean checksum) {
        sent.add(new Sent(to, parts.stream().map(Part::message).toList(), checksum));
    }

    @Override
    public void open(long exchange, Address to, Message message, Duration timeout) {
        streamsOpened++;
    }

    @Override
    public void answer(long stream, Message message) {
        answers.add(message);
    }

    @Override
    public void hangUp(long stream) {}

    @Override
    public void note(Level level, String text) {
        notes.add(level + " " + text);
    }

    @Override
    public void measured(Meter meter, double value) {
        sums.merge(meter, value, Double::sum);
    }

    @Override
    public void named(Meter family, String name) {
        named.add(family.metric() + "." + name);
    }

    @Override
    public void tell(PoolEvent event) {
        told.add(event);
    }

    @Override
    public void membersChanged() {
        changes++;
    }

    @Override
    public void appendSnapshot(String lines) {
        snapshot.append(lines);
    }

    @Override
    public void rewriteSnapshot(String lines) {
        snapshot.setLength(0);
        snapshot.append(lines);
    }

    @Override
    public void saveKeyring(List<String> base64Keys) {}

    void forget() {
        sent.clear();
        answers.clear();
        told.clear();
        notes.clear();
    }
}
