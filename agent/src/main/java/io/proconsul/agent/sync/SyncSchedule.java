package io.proconsul.agent.sync;

import io.proconsul.runtime.random.Chance;

import java.time.Duration;

/** When the catalog is compared and told, with the jitter that keeps a thousand agents apart. */
final class SyncSchedule {
    /** Clusters up to this size compare as often as configured; larger ones less often. */
    private static final int UNSCALED_NODES = 128;

    private static final Duration RETRY = Duration.ofSeconds(15);
    private static final Duration SERVER_NEWS_SPREAD = Duration.ofSeconds(3);

    private final Duration interval;
    private final Duration outputInterval;
    private final Chance chance;

    SyncSchedule(Duration interval, Duration outputInterval, Chance chance) {
        this.interval = interval;
        this.outputInterval = outputInterval;
        this.chance = chance;
    }

    /** Until the next comparison after one that went well. */
    Duration nextComparison(int clusterSize) {
        Duration scaled = interval.multipliedBy(factor(clusterSize));
        return scaled.plus(chance.upTo(scaled));
    }

    /** Until the next attempt after something failed. */
    Duration retry() {
        return RETRY.plus(chance.upTo(RETRY));
    }

    /** Until the comparison after a new leader was heard of, by everybody at the same time. */
    Duration afterServerNews() {
        return chance.upTo(SERVER_NEWS_SPREAD);
    }

    /** How long a change of output alone waits. */
    Duration outputDelay() {
        return outputInterval.dividedBy(2).plus(chance.upTo(outputInterval));
    }

    /** 1 up to 128 nodes, 2 up to 256, 3 up to 512 and so on. */
    static int factor(int clusterSize) {
        if (clusterSize <= UNSCALED_NODES) {
            return 1;
        }
        int ceilLog2 = Integer.SIZE - Integer.numberOfLeadingZeros(clusterSize - 1);
        return ceilLog2 - Integer.numberOfTrailingZeros(UNSCALED_NODES) + 1;
    }
}
