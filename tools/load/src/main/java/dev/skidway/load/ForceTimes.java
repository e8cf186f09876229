package dev.skidway.load;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How long the server's forces took between two readings of its histogram. */
record ForceTimes(NavigableMap<Double, Double> countUpToSeconds) {

    private static final double MILLIS_PER_SECOND = 1e3;

    static ForceTimes between(NavigableMap<Double, Double> before, NavigableMap<Double, Double> after) {
        TreeMap<Double, Double> counts = new TreeMap<>();
        after.forEach((bound, count) -> counts.put(bound, count - before.getOrDefault(bound, 0.0)));
        return new ForceTimes(counts);
    }

    double count() {
        return countUpToSeconds.isEmpty() ? 0 : countUpToSeconds.lastEntry().getValue();
    }

    /**
     * The time that this share of the forces (0 to 1) did not exceed, taking the forces of a bucket as spread evenly over it;
     * null without forces or beyond the last bound.
     */
    @Nullable Double millisAt(double share) {
        double wanted = count() * share;
        double lowerBound = 0;
        double lowerCount = 0;
        for (var bucket : countUpToSeconds.entrySet()) {
            double bound = bucket.getKey();
            double inside = bucket.getValue() - lowerCount;
            if (inside > 0 && bucket.getValue() >= wanted && !Double.isInfinite(bound)) {
                double part = (wanted - lowerCount) / inside;
                return (lowerBound + (bound - lowerBound) * part) * MILLIS_PER_SECOND;
            }
            lowerBound = bound;
            lowerCount = bucket.getValue();
        }
        return null;
    }
}
