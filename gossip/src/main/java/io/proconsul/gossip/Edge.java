package io.proconsul.gossip;

import io.proconsul.gossip.net.Transport;
import io.proconsul.gossip.serf.PoolEvent;
import io.proconsul.gossip.serf.SerfEffects;
import io.proconsul.gossip.telemetry.Meter;
import io.proconsul.gossip.telemetry.PoolMetrics;
import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Message;
import io.proconsul.gossip.wire.Part;

import org.slf4j.event.Level;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Does what a member wants done: on sockets, in files, in the log, and with the listener. */
record Edge(
        Transport transport,
        PoolFiles files,
        Diary diary,
        PoolMetrics metrics,
        Consumer<PoolEvent> listener,
        Runnable forgetMembers)
        implements SerfEffects {
    @Override
    public void send(Address to, List<Part> parts, boolean checksum) {
        transport.send(to, parts, checksum);
    }

    @Override
    public void open(long exchange, Address to, Message message, Duration timeout) {
        transport.open(exchange, to, message, timeout);
    }

    @Override
    public void answer(long stream, Message message) {
        transport.answer(stream, message);
    }

    @Override
    public void hangUp(long stream) {
        transport.hangUp(stream);
    }

    @Override
    public void note(Level level, String text) {
        diary.note(level, text);
    }

    @Override
    public void measured(Meter meter, double value) {
        metrics.measured(meter, value);
    }

    @Override
    public void named(Meter family, String name) {
        metrics.named(family, name);
    }

    @Override
    public void tell(PoolEvent event) {
        if (event instanceof PoolEvent.OfMember) {
            forgetMembers.run();
        }
        listener.accept(event);
    }

    @Override
    public void membersChanged() {
        forgetMembers.run();
    }

    @Override
    public void appendSnapshot(String lines) {
        files.appendSnapshot(lines);
    }

    @Override
    public void rewriteSnapshot(String lines) {
        files.rewriteSnapshot(lines);
    }

    @Override
    public void saveKeyring(List<String> base64Keys) {
        files.saveKeyring(base64Keys);
    }
}
