package dev.skidway.journal;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Counters of a journal since it was opened; cheap to feed, may be read by any thread at any time. */
public final class JournalStats implements ForceObserver {

    /** Force times are counted per power of two of microseconds: bucket i counts those below 2^i µs, the last all the rest. */
    public static final int FORCE_BUCKETS = 26;

    private static final int NANOS_PER_MICRO = 1000;

    private final LongAdder forces = new LongAdder();
    private final LongAdder forceNanos = new LongAdder();
    private final LongAdder bytesWritten = new LongAdder();
    private final LongAdder framesAppended = new LongAdder();
    private final LongAdder frameBytesAppended = new LongAdder();
    private final LongAdder blockSeals = new LongAdder();
    private final LongAdder snapshotBytes = new LongAdder();
    private final AtomicLongArray forceBuckets = new AtomicLongArray(FORCE_BUCKETS);

    @Override
    public void forced(long nanos, int bytes) {
        forces.increment();
        forceNanos.add(nanos);
        bytesWritten.add(bytes);
        int bucket = Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, nanos) / NANOS_PER_MICRO);
        forceBuckets.incrementAndGet(Math.min(bucket, FORCE_BUCKETS - 1));
    }

    void appended(int frameBytes) {
        framesAppended.increment();
        frameBytesAppended.add(frameBytes);
    }

    void sealed() {
        blockSeals.increment();
    }

    void snapshotWritten(int bytes) {
        snapshotBytes.add(bytes);
    }

    /** Completed forces, one per block. */
    public long forces() {
        return forces.sum();
    }

    /** Sum of the time from starting a force to its completion. */
    public long forceNanos() {
        return forceNanos.sum();
    }

    /** Forces that took less than 2^{@code bucket} µs and not less than half of that. */
    public long forcesInBucket(int bucket) {
        return forceBuckets.get(bucket);
    }

    /** Bytes of durable blocks, headers and padding included. */
    public long bytesWritten() {
        return bytesWritten.sum();
    }

    /** Frames appended, durable or not. */
    public long framesAppended() {
        return framesAppended.sum();
    }

    /** Bytes of frames appended, frame headers included. */
    public long frameBytesAppended() {
        return frameBytesAppended.sum();
    }

    /** Seal blocks written. */
    public long blockSeals() {
        return blockSeals.sum();
    }

    /** Bytes written to snapshot files. */
    public long snapshotBytes() {
        return snapshotBytes.sum();
    }
}
