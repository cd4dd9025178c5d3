package io.proconsul.gossip.serf;

import io.proconsul.gossip.wire.Coordinate;
import io.proconsul.runtime.random.Chance;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Our place in the space of round-trip times (Dabek and others, "Vivaldi", 2004, with the height,
 * adjustment and gravity terms that Serf uses; wire reference, section 7.8). Each answered probe
 * pulls or pushes us a little.
 */
final class Vivaldi {
    private static final int DIMENSIONS = 8;
    private static final double WORST_ERROR = 1.5;
    private static final double ERROR_WEIGHT = 0.25;
    private static final double MOVE_WEIGHT = 0.25;
    private static final double LEAST_HEIGHT = 1e-5;
    private static final double ZERO = 1e-6;
    private static final double GRAVITY_RADIUS = 150;
    private static final int ADJUSTMENT_SAMPLES = 20;
    private static final int LATENCY_SAMPLES = 3;
    private static final double MOST_SECONDS = 10;
    private static final Coordinate ORIGIN = start();

    private final Chance chance;
    private final Map<String, double[]> latencies = new HashMap<>();
    private final double[] adjustments = new double[ADJUSTMENT_SAMPLES];
    private int nextAdjustment;
    private Coordinate place = start();

    Vivaldi(Chance chance) {
        this.chance = chance;
    }

    private static Coordinate start() {
        return new Coordinate(new double[DIMENSIONS], WORST_ERROR, 0, LEAST_HEIGHT);
    }

    Coordinate place() {
        return place;
    }

    void forget(String node) {
        latencies.remove(node);
    }

    /** Moves us by one answer; false when it makes no sense. */
    boolean observe(String node, Coordinate other, Duration roundTrip) {
        double seconds = roundTrip.toNanos() / 1e9;
        if (other.vector().length != DIMENSIONS
                || !other.isFinite()
                || seconds < 0
                || seconds > MOST_SECONDS) {
            return false;
        }
        double rtt = Math.max(median(node, seconds), ZERO);
        Coordinate moved = pull(pushOrPull(other, rtt), other, rtt);
        place = moved.isFinite() ? moved : start();
        return true;
    }

    /** The median of the last samples for a node: one delayed answer must not move us. */
    private double median(String node, double seconds) {
        double[] before = latencies.getOrDefault(node, new double[0]);
        int kept = Math.min(before.length, LATENCY_SAMPLES - 1);
        double[] samples = Arrays.copyOfRange(before, before.length - kept, before.length + 1);
        samples[kept] = seconds;
        latencies.put(node, samples);
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The step along the error of the estimate. */
    private Coordinate pushOrPull(Coordinate other, double rtt) {
        double distance = place.distanceTo(other);
        double wrong = Math.abs(distance - rtt) / rtt;
        double weight = place.error() / Math.max(place.error() + other.error(), ZERO);
        double error =
                Math.min(
                        WORST_ERROR,
                        ERROR_WEIGHT * weight * wrong
                                + place.error() * (1 - ERROR_WEIGHT * weight));
        double force = MOVE_WEIGHT * weight * (rtt - distance);
        return withForce(place, error, place.adjustment(), force, other);
    }

    /** Keeps the average of what the space cannot express, then a pull towards the origin. */
    private Coordinate pull(Coordinate moved, Coordinate other, double rtt) {
        adjustments[nextAdjustment] = rtt - moved.rawDistanceTo(other);
        nextAdjustment = (nextAdjustment + 1) % ADJUSTMENT_SAMPLES;
        double adjustment = Arrays.stream(adjustments).sum() / (2.0 * ADJUSTMENT_SAMPLES);
        Coordinate adjusted =
                new Coordinate(moved.vector(), moved.error(), adjustment, moved.height());
        double far = adjusted.distanceTo(ORIGIN) / GRAVITY_RADIUS;
        return withForce(adjusted, moved.error(), adjustment, -far * far, ORIGIN);
    }

    private Coordinate withForce(
            Coordinate from, double error, double adjustment, double force, Coordinate other) {
        double[] direction = from.minus(other);
        double length = Math.sqrt(Arrays.stream(direction).map(c -> c * c).sum());
        boolean apart = length > ZERO;
        double[] unit = apart ? scaled(direction, 1 / length) : anyDirection();
        double[] vector = new double[DIMENSIONS];
        Arrays.setAll(vector, i -> from.vector()[i] + unit[i] * force);
        double height =
                apart
                        ? Math.max(
                                LEAST_HEIGHT,
                                (from.height() + other.height()) * force / length + from.height())
                        : from.height();
        return new Coordinate(vector, error, adjustment, height);
    }

    private static double[] scaled(double[] vector, double factor) {
        return Arrays.stream(vector).map(component -> component * factor).toArray();
    }

    private double[] anyDirection() {
        double[] random = new double[DIMENSIONS];
        Arrays.setAll(random, _ -> chance.nextDouble() - 0.5);
        double length = Math.sqrt(Arrays.stream(random).map(c -> c * c).sum());
        if (length > ZERO) {
            return scaled(random, 1 / length);
        }
        double[] first = new double[DIMENSIONS];
        first[0] = 1;
        return first;
    }
}
