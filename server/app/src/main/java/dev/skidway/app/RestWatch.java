package dev.skidway.app;

import dev.skidway.engine.Partition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Knows when partitions have nothing more to do at a moment: timers that are due have fired, and what they wrote is durable.
 *
 * <p>Each partition's thread tells after a step that found nothing to do. Frames count what a partition has written, so whoever has seen
 * a number of frames can wait for a rest that is not older.
 */
final class RestWatch {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition told = lock.newCondition();
    private final Map<Partition, Rest> rests = new HashMap<>();

    /** How a partition stood after a step that found nothing to do. */
    private record Rest(long nowMillis, long nextTimerMillis, boolean settled, long frames) {

        boolean since(long millis, long seen) {
            return settled && nowMillis >= millis && nextTimerMillis > nowMillis && frames >= seen;
        }
    }

    /** The step of a partition, watched. */
    BooleanSupplier over(Partition partition) {
        return () -> {
            boolean did = partition.step();
            if (!did) {
                tell(
                        partition,
                        new Rest(
                                partition.nowMillis(),
                                partition.nextTimerMillis(),
                                partition.settled(),
                                partition.stats().frames()));
            }
            return did;
        };
    }

    private void tell(Partition partition, Rest rest) {
        lock.lock();
        try {
            rests.put(partition, rest);
            told.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many frames each partition has written; a frame is counted before anything it caused can be seen. */
    static List<Long> frames(List<Partition> partitions) {
        return partitions.stream().map(partition -> partition.stats().frames()).toList();
    }

    /**
     * Waits until all are at rest at this time or later, with no fewer frames written.
     *
     * @return when the next timer is due, {@link Long#MAX_VALUE} for none; empty when the wait was over first
     */
    OptionalLong awaitRest(List<Partition> partitions, List<Long> frames, long millis, long nanosMax)
            throws InterruptedException {
        long leftNanos = nanosMax;
        lock.lock();
        try {
            while (true) {
                long next = Long.MAX_VALUE;
                boolean all = true;
                for (int i = 0; i < partitions.size(); i++) {
                    Rest rest = rests.get(partitions.get(i));
                    all &= rest != null && rest.since(millis, frames.get(i));
                    next = Math.min(next, rest == null ? next : rest.nextTimerMillis);
                }
                if (all) {
                    return OptionalLong.of(next);
                }
                if (leftNanos <= 0) {
                    return OptionalLong.empty();
                }
                leftNanos = told.awaitNanos(leftNanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a partition has written more than these frames; false when the wait was over first. */
    boolean awaitMore(List<Partition> partitions, List<Long> frames, long nanosMax) throws InterruptedException {
        long leftNanos = nanosMax;
        lock.lock();
        try {
            while (frames(partitions).equals(frames)) {
                if (leftNanos <= 0) {
                    return false;
                }
                leftNanos = told.awaitNanos(leftNanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
