package dev.skidway.compat.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Everything the clients of one stage did and were told, in an order that fits cause and effect. Safe for many threads. */
final class History {

    /** Keeps the history well inside the heap of a run; a stage that reaches it fails and asks to be made shorter. */
    private static final int ENTRIES_MAX = 12_000_000;

    private final List<Entry> entries = new ArrayList<>();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong answers = new AtomicLong();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder deleted = new LongAdder();
    private final LongAdder refused = new LongAdder();

    void add(Entry entry) {
        switch (entry) {
            case Entry.Acknowledged sent -> acknowledged.increment();
            case Entry.DeleteAcknowledged gone -> deleted.increment();
            default -> {}
        }
        synchronized (this) {
            if (entries.size() >= ENTRIES_MAX) {
                throw new IllegalStateException("the history of a stage holds at most " + ENTRIES_MAX
                        + " entries; ask for fewer faults at once");
            }
            entries.add(entry);
        }
    }

    /** A number that no other message of this stage has. */
    long nextNumber() {
        return numbers.getAndIncrement();
    }

    /** A number for an answer that brought messages. */
    long nextAnswer() {
        return answers.getAndIncrement();
    }

    /** Counts a request that was refused for lack of room, which changes nothing. */
    void refused() {
        refused.increment();
    }

    long acknowledgedCount() {
        return acknowledged.sum();
    }

    long deletedCount() {
        return deleted.sum();
    }

    long refusedCount() {
        return refused.sum();
    }

    /** All of it; to be asked for when nobody writes any more. */
    synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }
}
