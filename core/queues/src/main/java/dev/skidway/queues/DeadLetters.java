package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The messages that came to a queue as dead letters: what is remembered of each, by its record, and all in order of age.
 *
 * <p>A lane's other messages are in order of age by themselves; a dead letter may be older than those before it.
 */
final class DeadLetters {

    private Map<Integer, Entry> byRecord = new HashMap<>();
    private final ByAge byAge = new ByAge();

    int size() {
        return byRecord.size();
    }

    void add(int record, long lane, long slot, long enqueuedAtMillis, DeadLetter letter) {
        Entry entry = new Entry(lane, slot, enqueuedAtMillis, letter);
        Invariant.check(byRecord.putIfAbsent(record, entry) == null, "a record is of one dead letter");
        byAge.add(entry);
    }

    @Nullable DeadLetter find(int record) {
        Entry entry = byRecord.isEmpty() ? null : byRecord.get(record);
        return entry == null ? null : entry.letter;
    }

    void remove(int record) {
        Entry entry = byRecord.isEmpty() ? null : byRecord.remove(record);
        if (entry != null) {
            byAge.remove(entry);
            if (byRecord.isEmpty()) {
                // A table that was large once lets go of its memory.
                byRecord = new HashMap<>();
            }
        }
    }

    /** Enqueue time of the oldest, or {@link Long#MAX_VALUE}. */
    long oldestMillis() {
        return byAge.isEmpty() ? Long.MAX_VALUE : byAge.at(0).enqueuedAtMillis;
    }

    Entry oldest() {
        return byAge.at(0);
    }

    void checkConsistency(Records records, LaneTable lanes) {
        byAge.checkConsistency();
        Invariant.check(byAge.size() == byRecord.size(), "dead letters by age", byRecord.size(), byAge.size());
        for (int index = 0; index < byAge.size(); index++) {
            Entry entry = byAge.at(index);
            int record = records.find(entry.lane, entry.slot);
            Invariant.check(byRecord.get(record) == entry, "a dead letter is found by its record");
            Invariant.check(
                    entry.letter.receivesBefore() > 0 && entry.letter.receivesBefore() <= records.receiveCount(record),
                    "a dead letter was received before");
            Invariant.check(
                    Objects.requireNonNull(lanes.find(entry.lane)).enqueuedAtMillis(entry.slot)
                            == entry.enqueuedAtMillis,
                    "a dead letter knows its age");
        }
    }

    /** One of them, and its place in the order of age. */
    static final class Entry {

        final long lane;
        final long slot;
        final long enqueuedAtMillis;
        final DeadLetter letter;
        private int ageIndex = IndexedHeap.ABSENT;

        Entry(long lane, long slot, long enqueuedAtMillis, DeadLetter letter) {
            this.lane = lane;
            this.slot = slot;
            this.enqueuedAtMillis = enqueuedAtMillis;
            this.letter = letter;
        }
    }

    /** Oldest first, then by lane and slot. */
    private static final class ByAge extends IndexedHeap<Entry> {

        @Override
        boolean before(Entry a, Entry b) {
            if (a.enqueuedAtMillis != b.enqueuedAtMillis) {
                return a.enqueuedAtMillis < b.enqueuedAtMillis;
            }
            return a.lane != b.lane ? a.lane < b.lane : a.slot < b.slot;
        }

        @Override
        int indexOf(Entry entry) {
            return entry.ageIndex;
        }

        @Override
        void place(Entry entry, int index) {
            entry.ageIndex = index;
        }
    }
}
