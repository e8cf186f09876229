package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All parts of one queue's jobs, in the order in which they came: what a snapshot walks over, and what memory is counted by. */
final class Parts {

    private final TreeMap<Long, Part> byNumber = new TreeMap<>();
    private final Queue queue;
    private final Shared shared;
    private long nextNumber;
    private long bytes;

    Parts(Queue queue, Shared shared) {
        this.queue = queue;
        this.shared = shared;
    }

    long nextNumber() {
        return nextNumber;
    }

    /** The first of this number or a higher one, or null. */
    @Nullable Part from(long number) {
        Map.Entry<Long, Part> entry = byNumber.ceilingEntry(number);
        return entry == null ? null : entry.getValue();
    }

    void add(Part part) {
        part.number = nextNumber++;
        part.snapshotEpoch = shared.snapshot.epoch();
        byNumber.put(part.number, part);
        count(part, part.heldBytes());
    }

    /** To be called before every change of a part. */
    void change(Part part) {
        shared.snapshot.beforeChange(queue, part);
    }

    /** To be called after it if the part may have grown or shrunk. */
    void changed(Part part) {
        count(part, part.heldBytes() - part.countedBytes);
    }

    void remove(Part part) {
        change(part);
        Part removed = byNumber.remove(part.number);
        Invariant.check(removed != null && removed.number == part.number, "a part is removed once");
        count(part, -part.countedBytes);
    }

    private void count(Part part, int change) {
        part.countedBytes += change;
        bytes += change;
        shared.partBytes += change;
    }

    /** All of them are dropped by reference. */
    void dropped() {
        shared.partBytes -= bytes;
        bytes = 0;
    }

    /** Counts again; returns the bytes. */
    long checkConsistency() {
        long counted = 0;
        for (Map.Entry<Long, Part> entry : byNumber.entrySet()) {
            Part part = entry.getValue();
            Invariant.check(part.number == entry.getKey() && part.number < nextNumber, "a part knows its number");
            Invariant.check(
                    part.countedBytes == part.heldBytes(), "bytes of a part", part.countedBytes, part.heldBytes());
            counted += part.countedBytes;
        }
        Invariant.check(counted == bytes, "bytes of a queue's parts", bytes, counted);
        return bytes;
    }
}
