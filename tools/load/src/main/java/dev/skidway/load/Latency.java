package dev.skidway.load;

import org.HdrHistogram.Histogram;

/** Times of one kind of call, in nanoseconds with three significant digits. Each worker records its own; they are added up. */
final class Latency {

    private static final int DIGITS = 3;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Histogram histogram = new Histogram(DIGITS);

    void record(long nanos) {
        histogram.recordValue(Math.max(0, nanos));
    }

    void record(long nanos, int count) {
        histogram.recordValueWithCount(Math.max(0, nanos), count);
    }

    void add(Latency other) {
        histogram.add(other.histogram);
    }

    long count() {
        return histogram.getTotalCount();
    }

    /** The time that this share of the calls (0 to 100) did not exceed. */
    double millisAt(double percentile) {
        return histogram.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }

    double millisMax() {
        return histogram.getMaxValue() / NANOS_PER_MILLI;
    }
}
