package dev.skidway.load;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How long the server's forces took between two readings of its histogram; a time is the upper bound of its bucket. */
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

    /** The bound that this share of the forces (0 to 1) did not exceed; null without forces or beyond the last bound. */
    @Nullable Double millisAt(double share) {
        double wanted = count() * share;
        for (var bucket : countUpToSeconds.entrySet()) {
            if (wanted > 0 && bucket.getValue() >= wanted && !bucket.getKey().isInfinite()) {
                return bucket.getKey() * MILLIS_PER_SECOND;
            }
        }
        return null;
    }
}
