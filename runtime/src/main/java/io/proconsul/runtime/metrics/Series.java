package io.proconsul.runtime.metrics;

/**
 * The values of one metric: those of the current interval, those of the one before, and all since
 * the start. A short lock, because count, sum, smallest and largest have to agree.
 */
final class Series {
    private Sums current = new Sums();
    private Sums last = new Sums();
    private long currentInterval = Long.MIN_VALUE;
    private long totalCount;
    private double totalSum;

    synchronized void add(double value, long interval) {
        turnTo(interval);
        current.add(value);
        totalCount++;
        totalSum += value;
    }

    private void turnTo(long interval) {
        if (interval == currentInterval) {
            return;
        }
        last = interval == currentInterval + 1 ? current : new Sums();
        current = new Sums();
        currentInterval = interval;
    }

    synchronized MetricsReport.Summary summary(MetricName name, long interval) {
        turnTo(interval);
        Sums shown = last.count > 0 ? last : current;
        return new MetricsReport.Summary(
                name,
                shown.count,
                shown.sum,
                shown.smallest,
                shown.largest,
                shown.deviation(),
                totalCount,
                totalSum);
    }

    /** What one interval held. */
    private static final class Sums {
        private long count;
        private double sum;
        private double sumOfSquares;
        private double smallest;
        private double largest;

        void add(double value) {
            smallest = count == 0 ? value : Math.min(smallest, value);
            largest = count == 0 ? value : Math.max(largest, value);
            count++;
            sum += value;
            sumOfSquares += value * value;
        }

        /** Of the sample: divided by one less than the count. */
        double deviation() {
            if (count < 2) {
                return 0;
            }
            double spread = count * sumOfSquares - sum * sum;
            return Math.sqrt(Math.max(0, spread) / ((double) count * (count - 1)));
        }
    }
}
