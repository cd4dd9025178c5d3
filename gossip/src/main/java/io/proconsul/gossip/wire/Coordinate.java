package io.proconsul.gossip.wire;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * A place in the virtual space of round-trip times; all lengths are seconds (wire reference,
 * section 7.8).
 *
 * @param vector not to be changed by anyone
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record Coordinate(double[] vector, double error, double adjustment, double height) {
    private static final Fields FIELDS = Fields.of("Vec", "Error", "Adjustment", "Height");
    private static final int VERSION = 1;

    /** The payload of an ack. */
    public byte[] toPayload() {
        PackWriter out =
                new PackWriter(136)
                        .octet(VERSION)
                        .map(4)
                        .key("Adjustment")
                        .real(adjustment)
                        .key("Error")
                        .real(error)
                        .key("Height")
                        .real(height)
                        .key("Vec")
                        .list(vector.length);
        for (double component : vector) {
            out.real(component);
        }
        return out.toBytes();
    }

    /** The coordinate in an ack. */
    public static Coordinate ofPayload(byte[] payload) throws WireException {
        if (payload.length == 0 || payload[0] != VERSION) {
            throw new WireException("an ack payload without a coordinate of version " + VERSION);
        }
        PackReader in = new PackReader(payload, 1, payload.length);
        double[] vector = {};
        double error = 0;
        double adjustment = 0;
        double height = 0;
        PackReader.Row record = in.record(FIELDS);
        while (record.next()) {
            switch (record.field()) {
                case "Vec" -> vector = vector(in);
                case "Error" -> error = in.real();
                case "Adjustment" -> adjustment = in.real();
                default -> height = in.real();
            }
        }
        return new Coordinate(vector, error, adjustment, height);
    }

    private static double[] vector(PackReader in) throws WireException {
        double[] vector = new double[in.list()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = in.real();
        }
        return vector;
    }

    /** The vector from {@code other} to this. */
    public double[] minus(Coordinate other) {
        double[] difference = new double[vector.length];
        Arrays.setAll(difference, i -> vector[i] - other.vector[i]);
        return difference;
    }

    /** The estimated round trip to {@code other}, in seconds. */
    public double distanceTo(Coordinate other) {
        double raw = rawDistanceTo(other);
        double adjusted = raw + adjustment + other.adjustment;
        return adjusted > 0 ? adjusted : raw;
    }

    /** The distance without adjustments. */
    public double rawDistanceTo(Coordinate other) {
        return length(minus(other)) + height + other.height;
    }

    static double length(double[] vector) {
        double sum = 0;
        for (double component : vector) {
            sum += component * component;
        }
        return Math.sqrt(sum);
    }

    /** Whether all numbers are numbers. */
    public boolean isFinite() {
        return Double.isFinite(error)
                && Double.isFinite(adjustment)
                && Double.isFinite(height)
                && Arrays.stream(vector).allMatch(Double::isFinite);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Coordinate that
                && Arrays.equals(vector, that.vector)
                && error == that.error
                && adjustment == that.adjustment
                && height == that.height;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(vector);
    }
}
