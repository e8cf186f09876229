package dev.skidway.queues;

import java.util.function.LongUnaryOperator;

/** What all queues of a partition use together. */
final class Shared {

    final SlotArena arena = new SlotArena();
    final SegmentBytes segments = new SegmentBytes();
    final SnapshotRun snapshot = new SnapshotRun();
    final LongUnaryOperator segmentOf;
    /** Sends that all FIFO queues remember. */
    long deduplications;

    Shared(LongUnaryOperator segmentOf) {
        this.segmentOf = segmentOf;
    }
}
