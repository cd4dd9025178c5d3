package io.proconsul.gossip.serf;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

import io.proconsul.gossip.swim.Swim;
import io.proconsul.gossip.telemetry.Meter;
import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Peer;
import io.proconsul.gossip.wire.QueryFilter;
import io.proconsul.gossip.wire.SerfMessage;
import io.proconsul.gossip.wire.SerfMessage.Query;
import io.proconsul.gossip.wire.SerfMessage.Response;
import io.proconsul.gossip.wire.SerfWriter;
import io.proconsul.gossip.wire.Tags;
import io.proconsul.gossip.wire.WireException;

import org.slf4j.event.Level;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Questions to all members and their answers (wire reference, section 7.5). A question spreads like
 * an event; answers come straight back by UDP, and over relays too when asked to.
 */
final class Queries {
    /** Most questions of ours that wait for answers at once. */
    private static final int MOST_OPEN = 1024;

    private static final int RELAY_VERSION = 5;

    private final Shared shared;
    private final Swim swim;
    private final News news;
    private final Listener listener;
    private final LamportClock clock = new LamportClock();
    private final SeenRing seen = new SeenRing();
    private final Map<Long, Open> open = new HashMap<>();
    private long leastTime;

    /** Gets the questions that are meant for us. */
    interface Listener {
        void asked(IncomingQuery query);
    }

    /** A question of ours. */
    private static final class Open {
        final int id;
        final Answers answers;
        final Set<String> acknowledged = new HashSet<>();
        final Set<String> answered = new HashSet<>();

        Open(int id, Answers answers) {
            this.id = id;
            this.answers = answers;
        }
    }

    Queries(Shared shared, Swim swim, News news, Listener listener) {
        this.shared = shared;
        this.swim = swim;
        this.news = news;
        this.listener = listener;
    }

    LamportClock clock() {
        return clock;
    }

    void ignoreBefore(long time) {
        leastTime = time;
    }

    /**
     * @throws IllegalArgumentException when the question is too long
     */
    void ask(Question question, Answers answers) {
        Duration timeout =
                question.timeout() == null
                        ? shared.settings.queryTimeout(shared.book.alive())
                        : question.timeout();
        Query query =
                new Query(
                        clock.time(),
                        shared.chance.nextInt(Integer.MAX_VALUE),
                        swim.self().address(),
                        shared.name,
                        question.filters().stream().map(QueryFilter::bytes).toList(),
                        Query.flags(question.acknowledge(), true),
                        question.relays(),
                        timeout.toNanos(),
                        question.name(),
                        question.payload());
        byte[] encoded = SerfWriter.bytes(query);
        if (encoded.length > SerfSettings.QUERY_BYTES) {
            throw new IllegalArgumentException(
                    "query exceeds limit of " + SerfSettings.QUERY_BYTES + " bytes");
        }
        if (open.size() == MOST_OPEN) {
            throw new IllegalStateException(MOST_OPEN + " queries wait for answers already");
        }
        clock.tick();
        expectAnswers(query, answers, timeout);
        if (heard(query)) {
            news.passQuery(encoded);
        }
    }

    private void expectAnswers(Query query, Answers answers, Duration timeout) {
        open.put(query.time(), new Open(query.id(), answers));
        shared.agenda.after(
                timeout,
                () -> {
                    open.remove(query.time());
                    answers.finished();
                });
    }

    /** A question was heard; true when it is new and to be passed on. */
    boolean heard(Query query) {
        clock.witness(query.time());
        if (Long.compareUnsigned(query.time(), leastTime) < 0
                || !seen.admit(query.time(), Integer.toString(query.id()), null, clock.time())) {
            return false;
        }
        shared.effects.named(Meter.QUERIES, query.name());
        if (isForUs(query)) {
            receive(query);
        }
        return query.isToBePassedOn();
    }

    private void receive(Query query) {
        if (query.wantsAcknowledgement()) {
            respond(query, Response.acknowledging(query.time(), query.id(), shared.name));
        }
        long deadline = shared.agenda.now() + query.timeoutNanos();
        listener.asked(
                new IncomingQuery(
                        query.time(),
                        query.name(),
                        query.payload(),
                        query.sourceNode(),
                        new IncomingQuery.Answering() {
                            private boolean answered;

                            @Override
                            public void answer(byte[] payload) {
                                Response response =
                                        new Response(
                                                query.time(), query.id(), shared.name, 0, payload);
                                checkLength(response);
                                if (!answered && shared.agenda.now() < deadline) {
                                    answered = true;
                                    respond(query, response);
                                }
                            }
                        }));
    }

    private static void checkLength(Response response) {
        if (SerfWriter.bytes(response).length > SerfSettings.QUERY_BYTES) {
            throw new IllegalArgumentException(
                    "response exceeds limit of " + SerfSettings.QUERY_BYTES + " bytes");
        }
    }

    private boolean isForUs(Query query) {
        for (byte[] filter : query.filters()) {
            try {
                if (!passes(QueryFilter.read(filter))) {
                    return false;
                }
            } catch (WireException | PatternSyntaxException e) {
                shared.note(Level.WARN, "failed to filter query: " + e);
                return false;
            }
        }
        return true;
    }

    private boolean passes(QueryFilter filter) {
        return switch (filter) {
            case QueryFilter.Nodes(List<String> names) -> names.contains(shared.name);
            case QueryFilter.Tag(String tag, String expression) -> {
                String value = Tags.decode(swim.self().meta()).getOrDefault(tag, "");
                yield Pattern.compile(expression).matcher(value).find();
            }
        };
    }

    private void respond(Query query, Response response) {
        if (query.source().equals(swim.self().address())) {
            answered(response);
        } else if (query.source().isUsable()) {
            swim.send(query.source(), SerfWriter.bytes(response));
        }
        if (query.relays() > 0) {
            relay(query, response);
        }
    }

    private void relay(Query query, Response response) {
        if (shared.book.size() < query.relays() + 1) {
            return;
        }
        byte[] wrapped =
                SerfWriter.bytes(
                        new SerfMessage.Relay(
                                query.source(), query.sourceNode(), SerfWriter.bytes(response)));
        if (wrapped.length > SerfSettings.QUERY_BYTES) {
            shared.note(Level.WARN, "relayed response exceeds limit, it is sent directly only");
            return;
        }
        for (Peer helper : shared.book.pick(query.relays(), shared.chance, this::canRelay)) {
            swim.send(helper.address(), wrapped);
        }
    }

    private boolean canRelay(int slot) {
        Peer peer = shared.book.peer(slot);
        return shared.book.isAlive(slot)
                && peer.versions().most() >= RELAY_VERSION
                && !peer.name().equals(shared.name);
    }

    /** Passes a wrapped response on. */
    void relay(SerfMessage.Relay relay) {
        Address target = relay.target();
        if (target.isUsable()) {
            swim.send(target, relay.message());
        }
    }

    void answered(Response response) {
        Open question = open.get(response.time());
        if (question == null || question.id != response.id()) {
            shared.note(
                    Level.DEBUG,
                    "reply for non-running query (LTime: %d, ID: %d) From: %s",
                    response.time(),
                    response.id(),
                    response.from());
            return;
        }
        byte[] payload = response.payload();
        if (response.isAcknowledgement()) {
            if (question.acknowledged.add(response.from())) {
                shared.effects.measured(Meter.QUERY_ACKS, 1);
                question.answers.acknowledged(response.from());
            }
        } else if (question.answered.add(response.from())) {
            shared.effects.measured(Meter.QUERY_RESPONSES, 1);
            question.answers.answered(response.from(), payload == null ? new byte[0] : payload);
        }
    }
}
