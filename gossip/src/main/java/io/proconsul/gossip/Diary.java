package io.proconsul.gossip;

import io.proconsul.runtime.clock.Clock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.util.concurrent.TimeUnit;

/**
 * The log of a pool. Strangers can cause lines, so there are at most so many a second; what was
 * left out is counted and told.
 */
final class Diary {
    /** Most lines in one second, all levels together. */
    private static final int MOST_PER_SECOND = 100;

    private final Logger log;
    private final Clock clock;
    private long second;
    private int written;
    private int left;

    /**
     * @param logger the name under which the pool speaks
     */
    Diary(String logger, Clock clock) {
        log = LoggerFactory.getLogger(logger);
        this.clock = clock;
    }

    void note(Level level, String text) {
        if (log.isEnabledForLevel(level) && mayWrite()) {
            log.atLevel(level).log(text);
        }
    }

    void mishap(Throwable error) {
        log.error("serf: an input could not be handled", error);
    }

    private synchronized boolean mayWrite() {
        long now = TimeUnit.NANOSECONDS.toSeconds(clock.nanos());
        if (now != second) {
            if (left > 0) {
                log.warn("serf: {} log lines of this pool were left out", left);
            }
            second = now;
            written = 0;
            left = 0;
        }
        if (written == MOST_PER_SECOND) {
            left++;
            return false;
        }
        written++;
        return true;
    }
}
