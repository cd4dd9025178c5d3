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
    private static final Logger LOG = LoggerFactory.getLogger("gossip");

    /** Most lines in one second, all levels together. */
    private static final int MOST_PER_SECOND = 100;

    private final Clock clock;
    private long second;
    private int written;
    private int left;

    Diary(Clock clock) {
        this.clock = clock;
    }

    void note(Level level, String text) {
        if (LOG.isEnabledForLevel(level) && mayWrite()) {
            LOG.atLevel(level).log(text);
        }
    }

    void mishap(Throwable error) {
        LOG.error("serf: an input could not be handled", error);
    }

    private synchronized boolean mayWrite() {
        long now = TimeUnit.NANOSECONDS.toSeconds(clock.nanos());
        if (now != second) {
            if (left > 0) {
                LOG.warn("serf: {} log lines of this pool were left out", left);
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
