package io.proconsul.sim.gossip;

import io.proconsul.gossip.serf.MergeCheck;
import io.proconsul.gossip.serf.PoolEvent;
import io.proconsul.gossip.serf.Serf;
import io.proconsul.gossip.serf.SerfEffects;
import io.proconsul.gossip.serf.SerfSettings;
import io.proconsul.gossip.serf.Snapshot;
import io.proconsul.gossip.swim.Agenda;
import io.proconsul.gossip.swim.Input;
import io.proconsul.gossip.telemetry.Meter;
import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Keyring;
import io.proconsul.gossip.wire.Message;
import io.proconsul.gossip.wire.Part;
import io.proconsul.gossip.wire.Peer;
import io.proconsul.runtime.random.Chance;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** One member in the virtual world: a real member with the world as its network. */
public final class SimMember implements SerfEffects {
    private static final Input TIME_PASSED = new Input.TimePassed();

    /** What a socket holds for a process that does not read; more is lost. */
    private static final int SOCKET_PACKETS = 2000;

    private final World world;
    private final String label;
    private final Peer self;
    private final Serf serf;
    private final Queue<Input> unread = new ArrayDeque<>();
    private Schedule.@Nullable Happening waking;
    private long wakeAt = Agenda.NEVER;
    private boolean running = true;
    private boolean paused;

    SimMember(World world, String label, Peer self, SerfSettings settings, int expected) {
        this.world = world;
        this.label = label;
        this.self = self;
        Serf.Parts parts =
                new Serf.Parts(
                        new Agenda(world.schedule()),
                        Chance.seeded(world.chance().nextLong()),
                        this,
                        Keyring.empty(),
                        MergeCheck.NONE,
                        Snapshot.NONE,
                        expected);
        serf = new Serf(settings, self, parts);
    }

    /** How scripts call it: the name, unless two members share one. */
    public String label() {
        return label;
    }

    public Address address() {
        return self.address();
    }

    public Peer peer() {
        return self;
    }

    /** For calls of a user; {@link World#settle} afterwards lets new timers count. */
    public Serf serf() {
        return serf;
    }

    boolean isRunning() {
        return running;
    }

    void crash() {
        running = false;
        unread.clear();
    }

    /** Stops as a process does that gets no processor: what is sent to it waits. */
    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        for (Input input = unread.poll(); input != null; input = unread.poll()) {
            serf.step(input);
        }
        wake();
    }

    void hear(Input input) {
        if (!running) {
            return;
        }
        if (paused) {
            if (unread.size() < SOCKET_PACKETS) {
                unread.add(input);
            }
            return;
        }
        serf.step(input);
        plan();
    }

    private void wake() {
        wakeAt = Agenda.NEVER;
        if (running && !paused) {
            serf.step(TIME_PASSED);
            plan();
        }
    }

    /** Makes sure that we are woken when something is due, and not before. */
    void plan() {
        long due = serf.nextDue();
        if (due != wakeAt) {
            if (waking != null) {
                waking.callOff();
            }
            wakeAt = due;
            waking = due == Agenda.NEVER ? null : world.schedule().at(due, this::wake);
        }
    }

    @Override
    public void send(Address to, List<Part> parts, boolean checksum) {
        world.send(this, to, parts, checksum);
    }

    @Override
    public void open(long exchange, Address to, Message message, Duration timeout) {
        world.open(this, exchange, to, message, timeout);
    }

    @Override
    public void answer(long stream, Message message) {
        world.answer(stream, message);
    }

    @Override
    public void hangUp(long stream) {
        world.hangUp(stream);
    }

    @Override
    public void note(Level level, String text) {
        world.listener().noted(this, level, text);
    }

    @Override
    public void measured(Meter meter, double value) {}

    @Override
    public void named(Meter family, String name) {}

    @Override
    public void tell(PoolEvent event) {
        world.listener().told(this, event);
    }

    @Override
    public void membersChanged() {}

    @Override
    public void appendSnapshot(String lines) {}

    @Override
    public void rewriteSnapshot(String lines) {}

    @Override
    public void saveKeyring(List<String> base64Keys) {}
}
