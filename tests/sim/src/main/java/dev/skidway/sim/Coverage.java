package dev.skidway.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what happened in simulations, so that a run in which something never happened does not pass for a proof. */
final class Coverage {

    private final Map<String, long[]> counts = new HashMap<>();

    void hit(String happening) {
        add(happening, 1);
    }

    void add(String happening, long times) {
        counts.computeIfAbsent(happening, absent -> new long[1])[0] += times;
    }

    long count(String happening) {
        long[] count = counts.get(happening);
        return count == null ? 0 : count[0];
    }

    void addAll(Coverage other) {
        other.counts.forEach((happening, count) -> add(happening, count[0]));
    }

    /** Those of {@code expected} that happened less than {@code timesMin} times. */
    List<String> missing(List<String> expected, long timesMin) {
        List<String> missing = new ArrayList<>();
        for (String happening : expected) {
            if (count(happening) < timesMin) {
                missing.add(happening + " " + count(happening) + "/" + timesMin);
            }
        }
        return missing;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(counts)
                .forEach((happening, count) -> text.append(String.format("%12d  %s%n", count[0], happening)));
        return text.toString();
    }
}
