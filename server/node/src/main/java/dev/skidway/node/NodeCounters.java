package dev.skidway.node;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The counters behind {@link NodeStats}; many threads add, few read. */
final class NodeCounters {

    private final Row[] rows = new Row[Verb.values().length];
    private final LongAdder throttled = new LongAdder();
    private final LongAdder payloadsDamaged = new LongAdder();

    NodeCounters() {
        Arrays.setAll(rows, ordinal -> new Row());
    }

    Row of(Verb verb) {
        return rows[verb.ordinal()];
    }

    void throttled() {
        throttled.increment();
    }

    void payloadDamaged() {
        payloadsDamaged.increment();
    }

    NodeStats read(int callsNow, int receivesNow) {
        Map<Verb, NodeStats.Counts> verbs = new EnumMap<>(Verb.class);
        for (Verb verb : Verb.values()) {
            Row row = of(verb);
            verbs.put(
                    verb,
                    new NodeStats.Counts(row.calls.sum(), row.refused.sum(), row.failed.sum(), row.messages.sum()));
        }
        return new NodeStats(verbs, callsNow, receivesNow, throttled.sum(), payloadsDamaged.sum());
    }

    /** Counters of one verb. */
    static final class Row {
        private final LongAdder calls = new LongAdder();
        private final LongAdder refused = new LongAdder();
        private final LongAdder failed = new LongAdder();
        private final LongAdder messages = new LongAdder();

        void done(int count) {
            calls.increment();
            messages.add(count);
        }

        void refused() {
            calls.increment();
            refused.increment();
        }

        void failed() {
            calls.increment();
            failed.increment();
        }
    }
}
