package io.proconsul.server.cluster;

import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.raft.EngineStatus;
import io.proconsul.raft.Peer;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.method.Cluster;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.clock.Timers.Timer;
import io.proconsul.runtime.random.Chance;
import io.proconsul.server.Forwarder;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Carries out what {@link Founding} decides: asks the other servers in rounds until this one begins
 * a log or waits to be added, then starts the engine, once.
 *
 * <p>Everything happens on the worker, one after the other.
 */
public final class Gathering {
    private static final Logger LOG = LoggerFactory.getLogger("agent.server");

    /** A server that does not answer a round by then has not answered. */
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(1);

    /** Between rounds: short at first, for three servers shall stand soon. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(150);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    /** As long as a bootstrap server of the reference gives others time to turn up. */
    private static final Duration MEETING_TIME = Duration.ofSeconds(7);

    private final Founding founding;
    private final boolean joins;
    private final DatacenterRequest question;
    private final Supplier<List<ServerMember>> others;
    private final ServerKinds kinds;
    private final Forwarder forwarder;
    private final Timers timers;
    private final Chance chance;
    private final Executor worker;
    private final Consumer<List<Peer>> start;

    // Only on the worker.
    private boolean mayMeet;
    private boolean lookAgain;
    private @Nullable Round round;
    private @Nullable Timer pause;
    private @Nullable Timer meeting;
    private Duration nextPause = SHORTEST_PAUSE;
    private String said = "";

    private volatile boolean over;

    /** The answers to one question to all. */
    private static final class Round {
        final List<ServerMember> asked;
        final Map<String, FoundingAnswer> answers = new HashMap<>();
        int missing;
        @Nullable Timer end;

        Round(List<ServerMember> asked) {
            this.asked = asked;
            this.missing = asked.size();
        }
    }

    /**
     * @param others the servers of this datacenter that are alive, without this one
     * @param kinds which of them are of our kind
     * @param worker runs what it is given one after the other
     * @param start opens the log with these founders; with none, the server waits to be added
     */
    public Gathering(
            FoundingSettings settings,
            Peer self,
            String datacenter,
            Supplier<List<ServerMember>> others,
            ServerKinds kinds,
            Forwarder forwarder,
            Timers timers,
            Chance chance,
            Executor worker,
            Consumer<List<Peer>> start) {
        this.founding = new Founding(settings, self);
        this.joins = settings.joins();
        this.question = DatacenterRequest.of(datacenter, QueryOptions.DEFAULT);
        this.others = others;
        this.kinds = kinds;
        this.forwarder = forwarder;
        this.timers = timers;
        this.chance = chance;
        this.worker = worker;
        this.start = start;
    }

    /** Begins to look. On the worker; a server that need not wait for anybody starts at once. */
    public void begin() {
        mayMeet = joins;
        if (joins) {
            meeting = timers.after(MEETING_TIME, () -> worker.execute(this::nobodyElseComes));
        }
        look();
    }

    /** Everybody the server was told to join has been tried. On the worker. */
    public void nobodyElseComes() {
        if (mayMeet && !over) {
            mayMeet = false;
            look();
        }
    }

    /** Gossip has news. On the worker. */
    public void look() {
        nextPause = SHORTEST_PAUSE;
        if (round != null) {
            lookAgain = true;
        } else {
            ask();
        }
    }

    /**
     * What this server says to others, as it travels. Any thread.
     *
     * @param log where its own log stands
     */
    public List<String> answer(EngineStatus log) {
        Set<String> peers = log.peers().stream().map(Peer::id).collect(Collectors.toSet());
        return peers.isEmpty()
                ? founding.answer().texts()
                : FoundingAnswer.begun(peers, log.leaderId() != null).texts();
    }

    /** Stops looking; the engine is not started any more. Any thread. */
    public void close() {
        over = true;
    }

    private void ask() {
        if (over) {
            return;
        }
        if (pause != null) {
            pause.cancel();
            pause = null;
        }
        Round now =
                new Round(others.get().stream().filter(each -> !kinds.isStranger(each)).toList());
        round = now;
        if (now.asked.isEmpty()) {
            end(now);
            return;
        }
        now.end = timers.after(ANSWER_PATIENCE, () -> worker.execute(() -> end(now)));
        now.asked.forEach(server -> ask(server, now));
    }

    private void ask(ServerMember server, Round in) {
        CompletableFuture<Answer<List<String>>> answer =
                forwarder.to(server.address(), Cluster.FOUNDING, question);
        var _ = answer.whenComplete((said, _) -> worker.execute(() -> answered(server, said, in)));
    }

    private void answered(ServerMember server, @Nullable Answer<List<String>> said, Round in) {
        if (said != null) {
            in.answers.put(server.id(), FoundingAnswer.of(said.value()));
        }
        in.missing--;
        if (in.missing == 0) {
            end(in);
        }
    }

    private void end(Round ended) {
        if (ended != round || over) {
            return;
        }
        round = null;
        if (ended.end != null) {
            ended.end.cancel();
        }
        boolean again = lookAgain;
        lookAgain = false;
        carryOut(
                founding.decide(
                        new Founding.News(ended.asked, ended.answers, mayMeet, strangers())),
                again);
    }

    private List<ServerMember> strangers() {
        return others.get().stream()
                .filter(each ->
                        kinds.of(each)
                                .filter(kind -> kind == ServerKind.CONSUL_WITH_LOG)
                                .isPresent())
                .toList();
    }

    private void carryOut(Founding.Decision decision, boolean again) {
        switch (decision) {
            case Founding.Decision.Begin(List<Peer> founders) -> {
                LOG.atInfo()
                        .addKeyValue("peers", founders.stream().map(Peer::id).toList())
                        .log("Found expected number of peers, attempting bootstrap");
                finish(founders);
            }
            case Founding.Decision.Join(String why) -> {
                LOG.atInfo().addKeyValue("reason", why).log("waiting to be added to a cluster");
                finish(List.of());
            }
            case Founding.Decision.Wait(String why) -> {
                if (isNew(why)) {
                    LOG.atInfo().addKeyValue("reason", why).log("not bootstrapping yet");
                }
                goOn(again);
            }
            case Founding.Decision.Complain(String why) -> {
                if (isNew(why)) {
                    LOG.atError().addKeyValue("reason", why).log("cannot bootstrap");
                }
                goOn(again);
            }
        }
    }

    private boolean isNew(String text) {
        boolean fresh = !text.equals(said);
        said = text;
        return fresh;
    }

    private void goOn(boolean again) {
        if (again) {
            ask();
            return;
        }
        Duration jitter = chance.upTo(nextPause.dividedBy(4));
        pause = timers.after(nextPause.plus(jitter), () -> worker.execute(this::askUnlessAsking));
        Duration longer = nextPause.multipliedBy(3).dividedBy(2);
        nextPause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }

    private void askUnlessAsking() {
        if (round == null) {
            ask();
        }
    }

    private void finish(List<Peer> founders) {
        over = true;
        if (meeting != null) {
            meeting.cancel();
        }
        start.accept(founders);
    }
}
