package dev.skidway.compat.chaos;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a check of a history found: how often each promise was broken, and the first few cases in words. */
final class Findings {

    private static final int EXAMPLES_MAX = 20;

    /** The promises that are checked; the names are those of the report. */
    enum Violation {
        /** Acknowledged, or received once, and gone without a delete. */
        LOST,
        /** Received although a delete had been acknowledged before. */
        UNDONE_DELETES,
        /** Received while an earlier lease held. */
        DUPLICATES_BEYOND_LEASE,
        /** A body that nobody sent, or an id that was another message's before. */
        PHANTOMS,
        /** Received in its FIFO group before one that was sent earlier and still stood. */
        ORDER_VIOLATIONS,
        /** One deduplication id, two messages. */
        STORED_TWICE,
        /** A receive count that did not grow. */
        RECEIVE_COUNTS_BACK,
        /** Received before its delay was over. */
        EARLY_DELIVERIES,
        /** What had to happen under a fault did not: an exit status, a refusal, an answer. */
        BROKEN_EXPECTATIONS;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Violation, Long> counts = new EnumMap<>(Violation.class);
    private final List<String> examples = new ArrayList<>();

    /** Counts that many cases; words tell which, and are asked for only when there is one. */
    void add(Violation violation, long cases, Supplier<String> words) {
        if (cases == 0) {
            return;
        }
        counts.merge(violation, cases, Long::sum);
        if (examples.size() < EXAMPLES_MAX) {
            examples.add(violation.key() + ": " + words.get());
        }
    }

    void addAll(Findings other) {
        other.counts.forEach((violation, cases) -> counts.merge(violation, cases, Long::sum));
        other.examples.stream().limit(EXAMPLES_MAX - examples.size()).forEach(examples::add);
    }

    long count(Violation violation) {
        return counts.getOrDefault(violation, 0L);
    }

    boolean clean() {
        return counts.isEmpty();
    }

    List<String> examples() {
        return List.copyOf(examples);
    }

    /** One key for each promise. */
    Map<String, @Nullable Object> keys() {
        Map<String, @Nullable Object> keys = new LinkedHashMap<>();
        for (Violation violation : Violation.values()) {
            keys.put(violation.key(), count(violation));
        }
        return keys;
    }

    @Override
    public String toString() {
        return counts + " " + examples;
    }
}
