package io.proconsul.agent.check;

import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.random.Chance;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Runs a probe again and again: first after a random part of the interval, so that a thousand
 * checks registered together do not stay together, then an interval after each run's end.
 */
final class PeriodicCheck implements RunningCheck {
    /** Checks run no more often than this. */
    static final Duration MIN_INTERVAL = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger("agent");

    private final String id;
    private final Duration interval;
    private final Probe probe;
    private final Thresholds thresholds;
    private final Verdicts verdicts;
    private final Timers timers;
    private final Executor threads;
    private final Chance chance;

    /** Guards the fields below. */
    private final Object lock = new Object();

    private Timers.@Nullable Timer next;
    private @Nullable Thread running;
    private boolean stopped;

    PeriodicCheck(
            String id,
            Duration interval,
            Probe probe,
            Thresholds thresholds,
            Verdicts verdicts,
            Timers timers,
            Executor threads,
            Chance chance) {
        this.id = id;
        this.interval = interval.compareTo(MIN_INTERVAL) < 0 ? MIN_INTERVAL : interval;
        this.probe = probe;
        this.thresholds = thresholds;
        this.verdicts = verdicts;
        this.timers = timers;
        this.threads = threads;
        this.chance = chance;
    }

    boolean runsProgram() {
        return probe instanceof ScriptProbe;
    }

    @Override
    public void start() {
        runAfter(chance.upTo(interval));
    }

    @Override
    public void stop() {
        synchronized (lock) {
            stopped = true;
            if (next != null) {
                next.cancel();
            }
            if (running != null) {
                running.interrupt();
            }
        }
    }

    private void runAfter(Duration delay) {
        synchronized (lock) {
            if (!stopped) {
                next = timers.after(delay, () -> threads.execute(this::run));
            }
        }
    }

    private void run() {
        synchronized (lock) {
            if (stopped) {
                return;
            }
            running = Thread.currentThread();
        }
        try {
            judge(probe.run());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException broken) {
            LOG.atError().addKeyValue("check", id).setCause(broken).log("A check failed to run");
        } finally {
            ended();
        }
        runAfter(interval);
    }

    private void judge(Outcome outcome) {
        boolean tell;
        synchronized (lock) {
            tell = !stopped && thresholds.passes(outcome);
        }
        if (tell) {
            verdicts.report(id, outcome.status(), outcome.output());
        }
    }

    private void ended() {
        synchronized (lock) {
            running = null;
        }
    }
}
