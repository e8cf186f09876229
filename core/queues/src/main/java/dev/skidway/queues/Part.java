package dev.skidway.queues;

import java.nio.ByteBuffer;

/** A piece of a queue's state that a snapshot writes as one unit, before its first change. */
abstract class Part {

    /** Bytes of memory that any part costs beside what it holds, reckoned. */
    private static final int OVERHEAD_BYTES = 200;

    /** Place in the walk over all parts of a queue; no part of the state. */
    long number = -1;

    int snapshotEpoch;
    /** What it was counted as when it was added or changed last. */
    int countedBytes;

    abstract int unitType();

    /** Bytes of its unit after the queue id. */
    abstract int bytes();

    abstract void put(ByteBuffer target);

    int heldBytes() {
        return OVERHEAD_BYTES + 2 * bytes();
    }
}
