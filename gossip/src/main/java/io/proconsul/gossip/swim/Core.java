package io.proconsul.gossip.swim;

import io.proconsul.gossip.telemetry.Meter;
import io.proconsul.gossip.wire.PeerState;
import io.proconsul.runtime.random.Chance;

import org.slf4j.event.Level;

/** What the parts of one member share. The member itself is always in slot 0 of the table. */
final class Core {
    static final int SELF = 0;

    final SwimSettings settings;
    final Agenda agenda;
    final Chance chance;
    final Effects effects;
    final Self self;
    final MemberTable table;
    final ProbeSchedule schedule;
    final Awareness awareness;

    /** Set once, before anything happens. */
    Delegate delegate = new Delegate() {};

    Core(
            SwimSettings settings,
            Self self,
            Agenda agenda,
            Chance chance,
            Effects effects,
            int expectedMembers) {
        this.settings = settings;
        this.self = self;
        this.agenda = agenda;
        this.chance = chance;
        this.effects = effects;
        table = new MemberTable(expectedMembers);
        schedule = new ProbeSchedule(chance);
        awareness = new Awareness(settings.healthLimit());
        schedule.add(table.add(self.peer(), PeerState.ALIVE, agenda.now()));
    }

    /** Raises or lowers our health score; 0 is healthy. */
    void feel(int delta) {
        int before = awareness.score();
        awareness.apply(delta);
        if (awareness.score() != before) {
            effects.measured(Meter.HEALTH, awareness.score());
        }
    }

    void count(Meter meter) {
        effects.measured(meter, 1);
    }

    /** Measures what passed since a moment, in milliseconds. */
    void timed(Meter meter, long start) {
        effects.measured(meter, (agenda.now() - start) / 1e6);
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency of its own
    void note(Level level, String format, Object... arguments) {
        effects.note(level, "memberlist: " + String.format(format, arguments));
    }
}
