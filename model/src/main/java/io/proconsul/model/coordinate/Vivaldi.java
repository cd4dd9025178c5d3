package io.proconsul.model.coordinate;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.List;

/** A point in the space of round-trip times, in seconds (Dabek et al., Vivaldi, 2004). */
public record Vivaldi(@Nullable List<Double> vec, double error, double adjustment, double height) {
    /** How many dimensions the space has (gossip reference, section 7.8). */
    public static final int DIMENSIONS = 8;

    private static final double WORST_ERROR = 1.5;
    private static final double LEAST_HEIGHT = 1e-5;

    /** Where everybody begins. */
    public static final Vivaldi ORIGIN =
            new Vivaldi(Collections.nCopies(DIMENSIONS, 0.0), WORST_ERROR, 0, LEAST_HEIGHT);

    /** Whether no part of it is infinite or not a number. */
    public boolean isFinite() {
        return axes().stream().allMatch(Double::isFinite)
                && Double.isFinite(error)
                && Double.isFinite(adjustment)
                && Double.isFinite(height);
    }

    /** Whether it lies in the space that everybody is in. */
    public boolean isInSpace() {
        return axes().size() == DIMENSIONS;
    }

    /**
     * The expected round-trip time in seconds. The adjustment, learnt from what the plain distance
     * gets wrong, counts unless it makes the whole negative (observed on 1.8.7: {@code rtt}).
     */
    public double distanceTo(Vivaldi other) {
        double plain = plainDistance(other);
        double adjusted = plain + adjustment + other.adjustment;
        return adjusted > 0 ? adjusted : plain;
    }

    private double plainDistance(Vivaldi other) {
        List<Double> mine = axes();
        List<Double> theirs = other.axes();
        if (mine.size() != theirs.size()) {
            return Double.POSITIVE_INFINITY;
        }
        double squares = 0;
        for (int i = 0; i < mine.size(); i++) {
            double difference = mine.get(i) - theirs.get(i);
            squares += difference * difference;
        }
        return Math.sqrt(squares) + height + other.height;
    }

    private List<Double> axes() {
        return vec == null ? List.of() : vec;
    }
}
