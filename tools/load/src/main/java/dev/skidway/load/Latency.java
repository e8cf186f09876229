package dev.skidway.load;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

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

    /** Percentiles, maximum and count as a report shows them, in units of so many milliseconds; null where nothing was recorded. */
    Map<String, @Nullable Object> keys(double unitMillis) {
        boolean some = count() > 0;
        Map<String, @Nullable Object> keys = new LinkedHashMap<>();
        keys.put("p50", some ? millisAt(50) / unitMillis : null);
        keys.put("p95", some ? millisAt(95) / unitMillis : null);
        keys.put("p99", some ? millisAt(99) / unitMillis : null);
        keys.put("max", some ? millisMax() / unitMillis : null);
        keys.put("jobs", count());
        return keys;
    }
}
