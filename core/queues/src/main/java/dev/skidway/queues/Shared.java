package dev.skidway.queues;

import java.util.function.LongUnaryOperator;

/** What all queues of a partition use together. */
final class Shared {

    final SlotArena arena = new SlotArena();
    final SegmentBytes segments = new SegmentBytes();
    final SnapshotRun snapshot = new SnapshotRun();
    final SharedLimits limits = new SharedLimits(snapshot);
    final Identities identities = new Identities();
    final FinishedJobs finished = new FinishedJobs();
    /** What all queues remember of jobs, in bytes of memory, reckoned. */
    long partBytes;

    final LongUnaryOperator segmentOf;
    /** Sends that all FIFO queues remember. */
    long deduplications;

    final Spill spill;

    Shared(LongUnaryOperator segmentOf) {
        this(segmentOf, Chunk.SLOTS_MAX);
    }

    /** {@code spillSlotsMin}: chunks with fewer slots, unless their block has no more, are never put away. */
    Shared(LongUnaryOperator segmentOf, int spillSlotsMin) {
        this.segmentOf = segmentOf;
        this.spill = new Spill(arena, segmentOf, spillSlotsMin);
    }
}
