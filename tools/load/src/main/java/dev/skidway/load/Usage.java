package dev.skidway.load;

import java.util.Collections;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * What the server had used by one moment; what could not be learnt is null or empty.
 *
 * @param cpuSeconds processor time since its start
 * @param residentBytes memory it holds now
 * @param forces forces since its start
 * @param writtenBytes bytes written to its data folder since its start
 * @param forceBuckets histogram of force times, in seconds
 */
record Usage(
        @Nullable Double cpuSeconds,
        @Nullable Double residentBytes,
        @Nullable Double forces,
        @Nullable Double writtenBytes,
        NavigableMap<Double, Double> forceBuckets) {

    static final Usage UNKNOWN = new Usage(null, null, null, null, Collections.emptyNavigableMap());
}
