package io.proconsul.cli.rtt;

import io.proconsul.cli.client.JsonAnswer;

import java.util.List;

/**
 * A node's place in the space of round-trip times, as the API tells it; all in seconds.
 *
 * @param vector the Euclidean part
 * @param height what every path to the node costs besides
 * @param adjustment a correction measured lately
 */
record Coordinate(List<Double> vector, double height, double adjustment) {
    static Coordinate of(JsonAnswer json) {
        return new Coordinate(
                json.member("Vec").elements().stream().map(Coordinate::number).toList(),
                number(json.member("Height")),
                number(json.member("Adjustment")));
    }

    private static double number(JsonAnswer json) {
        try {
            return json.text().isEmpty() ? 0 : Double.parseDouble(json.text());
        } catch (NumberFormatException malformed) {
            return 0;
        }
    }

    /**
     * The estimated round-trip time in seconds. The adjustments count only where they leave
     * something positive.
     */
    double distanceTo(Coordinate other) {
        double sum = 0;
        for (int i = 0; i < Math.min(vector.size(), other.vector.size()); i++) {
            double difference = vector.get(i) - other.vector.get(i);
            sum += difference * difference;
        }
        double raw = Math.sqrt(sum) + height + other.height;
        double adjusted = raw + adjustment + other.adjustment;
        return adjusted > 0 ? adjusted : raw;
    }
}
