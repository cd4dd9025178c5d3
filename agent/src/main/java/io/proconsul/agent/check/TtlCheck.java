package io.proconsul.agent.check;

import io.proconsul.model.health.CheckStatus;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.clock.Timers;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Turns critical when nobody spoke for it in time. Updates come often and timers are dear, so an
 * update only moves the deadline; the timer, when it rings early, is set again for the rest.
 */
final class TtlCheck implements RunningCheck {
    private final String id;
    private final Duration ttl;
    private final int outputMaxSize;
    private final Verdicts verdicts;
    private final Clock clock;
    private final Timers timers;

    /** Guards the fields below. */
    private final Object lock = new Object();

    private Timers.@Nullable Timer timer;
    private long deadlineNanos;
    private String lastOutput = "";
    private boolean stopped;

    TtlCheck(
            String id,
            Duration ttl,
            int outputMaxSize,
            Verdicts verdicts,
            Clock clock,
            Timers timers) {
        this.id = id;
        this.ttl = ttl;
        this.outputMaxSize = outputMaxSize;
        this.verdicts = verdicts;
        this.clock = clock;
        this.timers = timers;
    }

    Duration ttl() {
        return ttl;
    }

    @Override
    public void start() {
        synchronized (lock) {
            moveDeadline();
        }
    }

    @Override
    public void stop() {
        synchronized (lock) {
            stopped = true;
            if (timer != null) {
                timer.cancel();
            }
        }
    }

    /**
     * Somebody spoke for the check.
     *
     * @return the output as it is kept
     */
    String update(String status, String output) {
        String kept = bounded(output);
        synchronized (lock) {
            lastOutput = kept;
            moveDeadline();
        }
        verdicts.report(id, status, kept);
        return kept;
    }

    private void moveDeadline() {
        deadlineNanos = clock.nanos() + ttl.toNanos();
        if (timer == null && !stopped) {
            timer = timers.after(ttl, this::ring);
        }
    }

    private void ring() {
        String expired;
        synchronized (lock) {
            timer = null;
            if (stopped) {
                return;
            }
            long left = deadlineNanos - clock.nanos();
            if (left > 0) {
                timer = timers.after(Duration.ofNanos(left), this::ring);
                return;
            }
            expired =
                    lastOutput.isEmpty()
                            ? "TTL expired"
                            : "TTL expired (last output before timeout follows): " + lastOutput;
        }
        verdicts.report(id, CheckStatus.CRITICAL, expired);
    }

    private String bounded(String output) {
        if (output.length() <= outputMaxSize / 3) { // no more than three bytes for a char
            return output;
        }
        byte[] bytes = output.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= outputMaxSize) {
            return output;
        }
        return new String(bytes, 0, outputMaxSize, StandardCharsets.UTF_8)
                + " ... (captured %d of %d bytes)".formatted(outputMaxSize, bytes.length);
    }
}
