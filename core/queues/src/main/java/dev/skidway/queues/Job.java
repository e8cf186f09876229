package dev.skidway.queues;

import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one message beyond its slot and record; most messages have none.
 *
 * <p>A message that was moved keeps the name it was sent with, and its age: it may be older than those before it in its lane.
 */
final class Job implements JobRead {

    final long number;
    final long lane;
    final long slot;
    private final MessageRef identity;
    /** Queue that it came from as a dead letter, or empty. */
    final String sourceName;
    /** Receive count when it came. */
    final int receivesBefore;
    /** Whether it lies elsewhere than where it was sent to. */
    final boolean moved;
    /** Only of one that was moved. */
    final long enqueuedAtMillis;

    int snapshotEpoch;
    int ageIndex = IndexedHeap.ABSENT;

    /**
     * Makes one.
     *
     * @param number of the table it is made for: they are written in this order
     * @param place where it lies now
     */
    Job(long number, MessageRef place, MovingMessage moving, int snapshotEpoch) {
        this.number = number;
        this.lane = place.lane();
        this.slot = place.slot();
        this.identity = moving.identity();
        this.sourceName = moving.sourceName();
        this.receivesBefore = moving.receivesBefore();
        this.moved = !identity.equals(place);
        this.enqueuedAtMillis = moving.enqueuedAtMillis();
        this.snapshotEpoch = snapshotEpoch;
    }

    @Override
    public MessageRef identity() {
        return identity;
    }

    @Override
    public @Nullable DeadLetter deadLetter() {
        return sourceName.isEmpty() ? null : new DeadLetter(identity, sourceName, receivesBefore);
    }
}
