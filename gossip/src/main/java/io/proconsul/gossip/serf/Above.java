package io.proconsul.gossip.serf;

import io.proconsul.gossip.swim.Delegate;
import io.proconsul.gossip.swim.Swim;
import io.proconsul.gossip.telemetry.Meter;
import io.proconsul.gossip.wire.Coordinate;
import io.proconsul.gossip.wire.Part;
import io.proconsul.gossip.wire.Peer;
import io.proconsul.gossip.wire.Roll;
import io.proconsul.gossip.wire.SerfMessage;
import io.proconsul.gossip.wire.SerfReader;
import io.proconsul.gossip.wire.StatusTimes;
import io.proconsul.gossip.wire.UserState;
import io.proconsul.gossip.wire.WireException;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What memberlist tells and asks Serf. */
final class Above implements Delegate {
    private final Shared shared;
    private final Swim swim;
    private final News news;
    private final Membership membership;
    private final Events events;
    private final Queries queries;
    private final NameConflict conflict;
    private final Coordinates coordinates;
    private final MergeCheck check;
    private int joinsWithoutHistory;

    Above(
            Shared shared,
            Swim swim,
            News news,
            Membership membership,
            Events events,
            Queries queries,
            NameConflict conflict,
            Coordinates coordinates,
            MergeCheck check) {
        this.shared = shared;
        this.swim = swim;
        this.news = news;
        this.membership = membership;
        this.events = events;
        this.queries = queries;
        this.conflict = conflict;
        this.coordinates = coordinates;
        this.check = check;
    }

    /** While joins run, events that were there before us are not ours to hear. */
    void joinStarted() {
        joinsWithoutHistory++;
    }

    void joinEnded() {
        joinsWithoutHistory--;
    }

    @Override
    public void joined(Peer peer) {
        membership.joined(peer);
    }

    @Override
    public void updated(Peer peer) {
        membership.updated(peer);
    }

    @Override
    public void departed(Peer peer) {
        membership.departed(peer);
        coordinates.forget(peer.name());
    }

    @Override
    public void conflict(Peer known, Peer claimed) {
        if (!known.name().equals(shared.name)) {
            shared.note(
                    Level.WARN,
                    "Name conflict for '%s' both %s and %s are claiming",
                    known.name(),
                    known.address(),
                    claimed.address());
            return;
        }
        shared.note(
                Level.ERROR,
                "Node name conflicts with another node at %s. Names must be unique!"
                        + " (Resolution enabled: %b)",
                claimed.address(),
                shared.settings.resolveConflicts());
        if (shared.settings.resolveConflicts() && shared.presence == Presence.HERE) {
            conflict.resolve();
        }
    }

    @Override
    public @Nullable String refuse(Peer peer) {
        if (check.equals(MergeCheck.NONE)) {
            return null;
        }
        if (peer.versions().serfMost() == 0) {
            return "it does not tell its Serf versions";
        }
        return check.refusal(List.of(Member.of(peer, MemberStatus.ALIVE)));
    }

    @Override
    public @Nullable String refuseMerge(Roll roll) {
        if (check.equals(MergeCheck.NONE)) {
            return null;
        }
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < roll.size(); i++) {
            MemberStatus status =
                    switch (roll.state(i)) {
                        case ALIVE, SUSPECT -> MemberStatus.ALIVE;
                        case DEAD -> MemberStatus.FAILED;
                        case LEFT -> MemberStatus.LEFT;
                    };
            members.add(Member.of(roll.peer(i), status));
        }
        return check.refusal(members);
    }

    @Override
    public void heard(byte[] payload) {
        shared.effects.measured(Meter.MESSAGE_RECEIVED, payload.length);
        try {
            heard(SerfReader.read(payload), payload);
        } catch (WireException e) {
            shared.note(Level.ERROR, "Error decoding a user message: %s", e.getMessage());
        }
    }

    private void heard(SerfMessage message, byte[] payload) {
        switch (message) {
            case SerfMessage.LeaveIntent intent -> {
                if (membership.leaveIntent(intent, shared.presence == Presence.HERE)) {
                    news.passIntent(payload);
                }
            }
            case SerfMessage.JoinIntent intent -> {
                if (membership.joinIntent(intent)) {
                    news.passIntent(payload);
                }
            }
            case SerfMessage.UserEvent event -> {
                if (events.heard(event)) {
                    news.passEvent(payload);
                }
            }
            case SerfMessage.Query query -> {
                if (queries.heard(query)) {
                    news.passQuery(payload);
                }
            }
            case SerfMessage.Response response -> queries.answered(response);
            case SerfMessage.Relay relay -> queries.relay(relay);
            case SerfMessage.State _,
                    SerfMessage.MemberClaim _,
                    SerfMessage.KeyRequest _,
                    SerfMessage.KeyResponse _ ->
                    shared.note(
                            Level.WARN,
                            "Received message of unexpected kind %s",
                            message.getClass().getSimpleName());
        }
    }

    @Override
    public void addBroadcasts(int overhead, int limit, List<Part> into) {
        int before = into.size();
        news.take(overhead, limit, shared.settings.swim().transmitLimit(swim.members()), into);
        for (int i = before; i < into.size(); i++) {
            shared.effects.measured(Meter.MESSAGE_SENT, into.get(i).size() - 1.0);
        }
    }

    @Override
    public boolean hasBroadcasts() {
        return !news.isEmpty();
    }

    @Override
    public UserState localState(boolean join) {
        return UserState.of(
                new SerfMessage.State(
                        shared.clock.time(),
                        shared.book.statusTimes(),
                        List.copyOf(shared.book.left().keySet()),
                        events.clock().time(),
                        events.ring(),
                        queries.clock().time()));
    }

    @Override
    public void mergeState(UserState theirs, boolean join) {
        try {
            SerfMessage.State state = theirs.state();
            if (state != null) {
                merge(state, join);
            }
        } catch (WireException e) {
            shared.note(Level.ERROR, "Failed to decode remote state: %s", e.getMessage());
        }
    }

    private void merge(SerfMessage.State state, boolean join) {
        // Nothing with the time of the clock itself has been sent yet.
        shared.clock.witness(state.time() - 1);
        events.clock().witness(state.eventTime() - 1);
        queries.clock().witness(state.queryTime() - 1);
        mergeStatuses(state);
        if (join && joinsWithoutHistory > 0) {
            events.ignoreBefore(state.eventTime());
        }
        for (SerfMessage.EventsAt slot : state.events()) {
            if (slot != null) {
                replay(slot);
            }
        }
    }

    private void replay(SerfMessage.EventsAt slot) {
        for (SerfMessage.PastEvent past : slot.events()) {
            events.heard(
                    new SerfMessage.UserEvent(slot.time(), past.name(), past.payload(), false));
        }
    }

    /** The time of a leave is not told; it came after the last status that is. */
    private void mergeStatuses(SerfMessage.State state) {
        Set<String> left = new HashSet<>(state.leftMembers());
        StatusTimes times = state.statusTimes();
        boolean weStay = shared.presence == Presence.HERE;
        for (int i = 0; i < times.size() && !left.isEmpty(); i++) {
            if (left.contains(times.name(i))) {
                membership.leaveIntent(
                        new SerfMessage.LeaveIntent(times.time(i) + 1, times.name(i), false),
                        weStay);
            }
        }
        membership.joinIntents(times, left);
    }

    @Override
    public byte @Nullable [] ackPayload() {
        return coordinates.payload();
    }

    @Override
    public void probed(Peer peer, Duration roundTrip, byte @Nullable [] payload) {
        if (payload == null || payload.length == 0) {
            return;
        }
        try {
            coordinates.observe(peer.name(), Coordinate.ofPayload(payload), roundTrip);
        } catch (WireException e) {
            shared.note(Level.ERROR, "Failed to decode coordinate from ping: %s", e.getMessage());
        }
    }
}
