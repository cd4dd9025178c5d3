package io.proconsul.gossip.serf;

import io.proconsul.gossip.swim.Agenda;
import io.proconsul.gossip.wire.Keyring;
import io.proconsul.runtime.random.Chance;

import org.slf4j.event.Level;

/** What the parts of one Serf member share. */
final class Shared {
    final String name;
    final SerfSettings settings;
    final Agenda agenda;
    final Chance chance;
    final SerfEffects effects;
    final Keyring keyring;
    final MemberBook book;
    final LamportClock clock = new LamportClock();
    Presence presence = Presence.HERE;

    Shared(
            String name,
            SerfSettings settings,
            Agenda agenda,
            Chance chance,
            SerfEffects effects,
            Keyring keyring,
            int expectedMembers) {
        this.name = name;
        this.settings = settings;
        this.agenda = agenda;
        this.chance = chance;
        this.effects = effects;
        this.keyring = keyring;
        book = new MemberBook(expectedMembers);
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency of its own
    void note(Level level, String format, Object... arguments) {
        effects.note(level, "serf: " + String.format(format, arguments));
    }
}
