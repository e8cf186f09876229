package dev.skidway.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what happened in simulations, so that a run in which something never happened does not pass for a proof. */
final class Coverage {

    private final Map<String, Long> counts = new HashMap<>();

    void hit(String happening) {
        add(happening, 1);
    }

    void add(String happening, long times) {
        counts.merge(happening, times, Long::sum);
    }

    long count(String happening) {
        return counts.getOrDefault(happening, 0L);
    }

    void addAll(Coverage other) {
        other.counts.forEach(this::add);
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
        new TreeMap<>(counts).forEach((happening, count) -> text.append(String.format("%12d  %s%n", count, happening)));
        return text.toString();
    }
}
