package io.proconsul.gossip.serf;

import io.proconsul.gossip.swim.Agenda;
import io.proconsul.gossip.swim.Input;
import io.proconsul.gossip.swim.Roster;
import io.proconsul.gossip.swim.Swim;
import io.proconsul.gossip.telemetry.Meter;
import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Coordinate;
import io.proconsul.gossip.wire.Encryption;
import io.proconsul.gossip.wire.Keyring;
import io.proconsul.gossip.wire.Peer;
import io.proconsul.gossip.wire.SerfMessage.JoinIntent;
import io.proconsul.gossip.wire.SerfMessage.LeaveIntent;
import io.proconsul.gossip.wire.Tags;
import io.proconsul.runtime.random.Chance;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One member of a Serf pool, without its network. {@link #step} takes what happened; the other
 * methods are what its user wants. All of them belong to one thread, the owner, and put what is to
 * be done into {@link SerfEffects}.
 */
public final class Serf {
    private final Shared shared;
    private final Swim swim;
    private final News news;
    private final SnapshotLog snapshot;
    private final Snapshot before;
    private final Membership membership;
    private final Events events;
    private final Queries queries;
    private final KeyRotation keyRotation;
    private final InternalQueries internal;
    private final Reconnector reconnector;
    private final Coordinates coordinates;
    private final Above above;

    /**
     * What a member is made of besides its settings.
     *
     * @param before what is remembered of an earlier life
     * @param expectedMembers how large a pool to make room for
     */
    public record Parts(
            Agenda agenda,
            Chance chance,
            SerfEffects effects,
            Keyring keyring,
            MergeCheck check,
            Snapshot before,
            int expectedMembers) {}

    /**
     * @param self our own first words
     */
    public Serf(SerfSettings settings, Peer self, Parts parts) {
        Agenda agenda = parts.agenda();
        Chance chance = parts.chance();
        shared =
                new Shared(
                        self.name(),
                        settings,
                        agenda,
                        chance,
                        parts.effects(),
                        parts.keyring(),
                        parts.expectedMembers());
        swim =
                new Swim(
                        settings.swim(),
                        self,
                        agenda,
                        chance,
                        parts.effects(),
                        Encryption.of(parts.keyring()).overhead(),
                        parts.expectedMembers());
        before = parts.before();
        news = new News(swim::newsWaits);
        snapshot = new SnapshotLog(shared, before);
        membership = new Membership(shared, snapshot, this::announce);
        events = new Events(shared, news, snapshot);
        queries = new Queries(shared, swim, news, this::asked);
        keyRotation = new KeyRotation(queries);
        internal = new InternalQueries(shared);
        reconnector = new Reconnector(shared, swim);
        coordinates = new Coordinates(shared, chance);
        NameConflict conflict = new NameConflict(shared, swim, queries, this::nameLost);
        above =
                new Above(
                        shared,
                        swim,
                        news,
                        membership,
                        events,
                        queries,
                        conflict,
                        coordinates,
                        parts.check());
    }

    /** Begins: a member of a pool of one, until a join. */
    public void start() {
        shared.clock.witness(before.clock());
        events.clock().witness(before.eventClock());
        queries.clock().witness(before.queryClock());
        if (!before.equals(Snapshot.NONE)) {
            events.ignoreBefore(before.eventClock() + 1);
            queries.ignoreBefore(before.queryClock() + 1);
        }
        swim.start(above);
        snapshot.start();
        every(SerfSettings.REAP_INTERVAL, membership::reap);
        every(SerfSettings.RECONNECT_INTERVAL, reconnector::tryOne);
        every(SerfSettings.PRUNE_INTERVAL, this::pruneNews);
        reconnector.rejoin(before);
    }

    private void pruneNews() {
        shared.effects.measured(Meter.INTENT_QUEUE, news.intents());
        shared.effects.measured(Meter.EVENT_QUEUE, news.events());
        shared.effects.measured(Meter.QUERY_QUEUE, news.queries());
        news.prune(shared.book.size(), warning -> shared.note(Level.WARN, "%s", warning));
    }

    /** The first time comes after a random part of the interval, so that members do not march. */
    private void every(Duration interval, Runnable action) {
        shared.agenda.after(shared.chance.upTo(interval), () -> again(interval, action));
    }

    private void again(Duration interval, Runnable action) {
        shared.agenda.after(interval, () -> again(interval, action));
        if (shared.presence == Presence.HERE) {
            action.run();
        }
    }

    /** Starts a member of a grown pool that knows all others; for simulations. */
    public void assume(Roster all) {
        swim.assume(all);
        shared.book.assume(all);
    }

    public void step(Input input) {
        if (shared.presence != Presence.GONE) {
            swim.step(input);
        }
    }

    /**
     * When a {@link Input.TimePassed} is due, in the clock's nanoseconds; never once we are gone.
     */
    public long nextDue() {
        return shared.presence == Presence.GONE ? Agenda.NEVER : shared.agenda.nextDue();
    }

    /**
     * Joins the pool of the member at an address.
     *
     * @param ignoreOld whether events from before are not to be heard
     * @param done gets the reason why it failed, or nothing
     */
    public void join(Address with, boolean ignoreOld, Consumer<@Nullable String> done) {
        if (shared.presence != Presence.HERE) {
            done.accept("Serf can't Join after Leave or Shutdown");
            return;
        }
        if (ignoreOld) {
            above.joinStarted();
        }
        swim.exchange(
                with,
                true,
                failure -> {
                    if (ignoreOld) {
                        above.joinEnded();
                    }
                    if (failure == null) {
                        announce();
                    }
                    done.accept(failure);
                });
    }

    /** Tells all that we are here. */
    private void announce() {
        JoinIntent intent = new JoinIntent(shared.clock.time(), shared.name);
        membership.joinIntent(intent);
        news.intent(intent, null);
    }

    /** Leaves on purpose; {@code left} runs when the others had the time to hear of it. */
    public void leave(Runnable left) {
        if (shared.presence != Presence.HERE) {
            left.run();
            return;
        }
        shared.presence = Presence.LEAVING;
        snapshot.leave();
        Leave leave =
                new Leave(
                        shared.agenda,
                        shared.settings.leaveDelay(),
                        () -> {
                            shared.presence = Presence.GONE;
                            left.run();
                        });
        leave.start(told -> spreadLeave(shared.name, false, told), swim::leave);
    }

    /**
     * Has a member counted as left, as if it had said so. One that lives is counted as leaving
     * until it objects.
     *
     * @param prune whether it is to be forgotten at once
     * @param told runs when the news was sent
     * @param late runs instead when that takes longer than {@link SerfSettings#BROADCAST_TIMEOUT}
     */
    public void forceLeave(String node, boolean prune, Runnable told, Runnable late) {
        AtomicBoolean ended = new AtomicBoolean();
        shared.agenda.after(SerfSettings.BROADCAST_TIMEOUT, once(ended, late));
        spreadLeave(node, prune, once(ended, told));
    }

    private static Runnable once(AtomicBoolean ended, Runnable action) {
        return () -> {
            if (ended.compareAndSet(false, true)) {
                action.run();
            }
        };
    }

    private void spreadLeave(String node, boolean prune, Runnable told) {
        LeaveIntent intent = new LeaveIntent(shared.clock.tick(), node, prune);
        membership.leaveIntent(intent, shared.presence == Presence.HERE);
        if (shared.book.anyAliveBut(shared.name)) {
            news.intent(intent, told);
        } else {
            told.run();
        }
    }

    private void nameLost(PoolEvent.NameLost event) {
        shared.presence = Presence.GONE;
        shared.effects.tell(event);
    }

    /**
     * @throws IllegalArgumentException when the event is too long
     */
    public void userEvent(String name, byte @Nullable [] payload, boolean coalesce) {
        events.fire(name, payload, coalesce);
    }

    /**
     * @throws IllegalArgumentException when the question is too long
     */
    public void ask(Question question, Answers answers) {
        if (InternalQueries.isInternal(question.name())
                && !question.name().equals(InternalQueries.PING)) {
            throw new IllegalArgumentException(
                    "Queries cannot contain the '" + InternalQueries.PREFIX + "' prefix");
        }
        queries.ask(question, answers);
    }

    private void asked(IncomingQuery query) {
        if (InternalQueries.isInternal(query.name())) {
            internal.asked(query);
        } else {
            snapshot.heardQuery(query.time());
            shared.effects.tell(new PoolEvent.Asked(query));
        }
    }

    /**
     * @throws IllegalArgumentException when the tags are longer than an alive message may carry
     */
    public void setTags(Map<String, String> tags) {
        swim.changeMeta(Tags.encode(tags), () -> {});
    }

    public void installKey(byte[] key, int relays, Consumer<KeyAnswer> done) {
        keyRotation.ask(InternalQueries.INSTALL_KEY, key, relays, swim.members(), done);
    }

    public void useKey(byte[] key, int relays, Consumer<KeyAnswer> done) {
        keyRotation.ask(InternalQueries.USE_KEY, key, relays, swim.members(), done);
    }

    public void removeKey(byte[] key, int relays, Consumer<KeyAnswer> done) {
        keyRotation.ask(InternalQueries.REMOVE_KEY, key, relays, swim.members(), done);
    }

    public void listKeys(int relays, Consumer<KeyAnswer> done) {
        keyRotation.ask(InternalQueries.LIST_KEYS, new byte[0], relays, swim.members(), done);
    }

    /** All members that are known, also failed ones and those that left. */
    public List<Member> members() {
        return shared.book.members();
    }

    public Optional<Member> member(String name) {
        int slot = shared.book.find(name);
        return slot < 0 ? Optional.empty() : Optional.of(shared.book.member(slot));
    }

    /** How many members this one counts as alive. */
    public int alive() {
        return shared.book.alive();
    }

    /** Our own coordinate, or the last word of another member. */
    public Optional<Coordinate> coordinate(String node) {
        return coordinates.of(node);
    }

    public Presence presence() {
        return shared.presence;
    }

    /** Numbers for the operator. */
    public Stats stats() {
        return new Stats(
                shared.book.size(),
                shared.book.failed().size(),
                shared.book.left().size(),
                swim.health(),
                shared.clock.time(),
                events.clock().time(),
                queries.clock().time(),
                news.intents(),
                news.events(),
                news.queries(),
                !shared.keyring.isEmpty());
    }

    /**
     * Numbers for the operator.
     *
     * @param health 0 is healthy
     * @param memberTime Lamport times of members, events and queries
     * @param intentQueue lengths of the queues of news
     */
    public record Stats(
            int members,
            int failed,
            int left,
            int health,
            long memberTime,
            long eventTime,
            long queryTime,
            int intentQueue,
            int eventQueue,
            int queryQueue,
            boolean encrypted) {}
}
