package io.proconsul.server.leader;

import io.proconsul.model.command.Command;
import io.proconsul.model.health.CheckStatus;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.clock.Timers.Timer;
import io.proconsul.runtime.random.Chance;
import io.proconsul.server.fsm.CommandLog;
import io.proconsul.state.Reads;
import io.proconsul.state.Root;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Keeps the catalog in step with the members of the cluster while this server leads: all of them
 * when it begins to lead and again every {@code interval}, one of them whenever gossip has news.
 * Nodes that carry {@code serfHealth} although no member stands for them are taken out, but not
 * before the first interval is over: after a restart this server may lead before gossip has found
 * the others again, and they must not lose their services over that.
 *
 * <p>Any thread; the owner's lock guards the timer only.
 */
public final class MemberReconciler {
    private static final Logger LOG = LoggerFactory.getLogger("agent.server");

    /** The largest random part added to an interval, as a part of it. */
    private static final int JITTER_FRACTION = 16;

    private final MemberPlan plan;
    private final Supplier<List<Member>> members;
    private final Supplier<Root> state;
    private final CommandLog log;
    private final Timers timers;
    private final Chance chance;
    private final Duration interval;
    private @Nullable Timer next;
    private volatile boolean running;

    /**
     * @param self the name of this server's node
     * @param members everybody gossip knows now, this server among them
     */
    public MemberReconciler(
            String datacenter,
            String self,
            Supplier<List<Member>> members,
            Supplier<Root> state,
            CommandLog log,
            Timers timers,
            Chance chance,
            Duration interval) {
        this.plan = new MemberPlan(datacenter, self);
        this.members = members;
        this.state = state;
        this.log = log;
        this.timers = timers;
        this.chance = chance;
        this.interval = interval;
    }

    /** This server leads now. */
    public void start() {
        running = true;
        members.get().forEach(this::changed);
        again();
    }

    /** Everybody gossip knows now. */
    public List<Member> known() {
        return members.get();
    }

    /** Another server does this now. */
    public void stop() {
        running = false;
        synchronized (this) {
            if (next != null) {
                next.cancel();
                next = null;
            }
        }
    }

    /** Gossip has news about that member. */
    public void changed(Member member) {
        if (running) {
            carryOut(member.name(), plan.of(member, state.get()));
        }
    }

    private void reconcileAll() {
        if (!running) {
            return;
        }
        List<Member> now = members.get();
        now.forEach(this::changed);
        forgetStrangers(now);
        again();
    }

    private void again() {
        synchronized (this) {
            next =
                    timers.after(
                            interval.plus(chance.upTo(interval.dividedBy(JITTER_FRACTION))),
                            this::reconcileAll);
        }
    }

    /** Members that left or were reaped while no leader was looking. */
    private void forgetStrangers(List<Member> present) {
        Set<String> names = new HashSet<>();
        present.forEach(member -> names.add(member.name().toLowerCase(Locale.ROOT)));
        for (HealthCheck check :
                Reads.checksInState(CheckStatus.ANY, null).on(state.get()).value()) {
            if (check.checkId().equals(MemberPlan.SERF_HEALTH)
                    && !names.contains(check.node().toLowerCase(Locale.ROOT))) {
                carryOut(check.node(), plan.gone(check.node()));
            }
        }
    }

    private void carryOut(String member, Optional<Command> command) {
        if (command.isPresent()) {
            var _ =
                    log.propose(command.get())
                            .whenComplete((done, failure) -> told(member, failure));
        }
    }

    /** What could not be done is found again in the next round. */
    private static void told(String member, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.error(
                    "failed to reconcile member: member={} error=\"{}\"",
                    member,
                    failure.getMessage());
        }
    }
}
