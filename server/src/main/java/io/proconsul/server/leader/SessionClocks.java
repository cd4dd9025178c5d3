package io.proconsul.server.leader;

import io.proconsul.model.session.Session;
import io.proconsul.model.wire.GoDuration;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.random.Chance;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Ends sessions whose holders have not renewed them. The promise is that a session lives at least
 * as long as its time-to-live; it is ended after {@link #GRACE} times that, so that a slow network
 * or a new leader, whose clocks all start anew, does not break it.
 *
 * <p>Renewing only moves a deadline; a timer that rings too early is set again. So a session costs
 * one timer however often it is renewed. Any thread.
 */
public final class SessionClocks {
    /** How many times-to-live pass before a session is ended. */
    static final int GRACE = 2;

    /** After an attempt to end a session failed; half of it again at most is added. */
    static final Duration RETRY = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger("agent.server");

    private final Clock clock;
    private final Timers timers;
    private final Chance chance;
    private final Function<String, CompletableFuture<?>> end;
    private final ConcurrentHashMap<String, SessionClock> clocks = new ConcurrentHashMap<>();
    private volatile boolean running;

    /**
     * @param end invalidates the session of that id
     */
    public SessionClocks(
            Clock clock, Timers timers, Chance chance, Function<String, CompletableFuture<?>> end) {
        this.clock = clock;
        this.timers = timers;
        this.chance = chance;
        this.end = end;
    }

    /** Starts the clocks of all sessions anew: this server leads now. */
    public void start(Iterable<Session> sessions) {
        running = true;
        sessions.forEach(this::reset);
    }

    /** Stops all clocks; another server keeps them now. */
    public void stop() {
        running = false;
        for (Iterator<SessionClock> all = clocks.values().iterator(); all.hasNext(); ) {
            all.next().timer.cancel();
            all.remove();
        }
    }

    /** The session exists now or was renewed. Nothing happens where sessions do not expire. */
    public void reset(Session session) {
        long life = running ? GRACE * ttlNanos(session) : 0;
        if (life > 0) {
            clocks.compute(session.id(), (id, known) -> restarted(id, known, life));
        }
    }

    private SessionClock restarted(String id, @Nullable SessionClock known, long life) {
        if (known == null) {
            return new SessionClock(id, life);
        }
        known.deadline = clock.nanos() + life;
        return known;
    }

    /** The session is gone. */
    public void clear(String id) {
        SessionClock known = clocks.remove(id);
        if (known != null) {
            known.timer.cancel();
        }
    }

    /**
     * A text that is no duration was refused when the session was made; old states may hold one.
     */
    private static long ttlNanos(Session session) {
        try {
            return session.ttl().isEmpty() ? 0 : GoDuration.parse(session.ttl()).toNanos();
        } catch (IllegalArgumentException unreadable) {
            return 0;
        }
    }

    /** How many sessions may expire. */
    public int size() {
        return clocks.size();
    }

    private final class SessionClock {
        final String id;
        volatile long deadline;
        volatile Timers.Timer timer;

        SessionClock(String id, long life) {
            this.id = id;
            this.deadline = clock.nanos() + life;
            this.timer = timers.after(Duration.ofNanos(life), this::ring);
        }

        private void ring() {
            long left = deadline - clock.nanos();
            if (left > 0) {
                again(Duration.ofNanos(left));
            } else if (clocks.get(id) == this) {
                LOG.debug("Session TTL expired: session={}", id);
                var _ = end.apply(id).whenComplete((done, failure) -> ended(failure));
            }
        }

        private void again(Duration delay) {
            timer = timers.after(delay, this::ring);
            if (clocks.get(id) != this) { // cleared meanwhile, with the timer before
                timer.cancel();
            }
        }

        /**
         * On success the session's end has cleared this clock already, unless it was gone before.
         */
        private void ended(@Nullable Throwable failure) {
            if (failure == null) {
                clocks.remove(id, this);
            } else if (running) {
                LOG.error("Invalidation failed: session={} error=\"{}\"", id, failure.getMessage());
                again(RETRY.plus(chance.upTo(RETRY.dividedBy(2))));
            }
        }
    }
}
