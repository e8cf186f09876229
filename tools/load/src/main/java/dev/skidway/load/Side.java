package dev.skidway.load;

import java.util.concurrent.atomic.AtomicLong;

/** A set of queues that is kept at a number of waiting messages. Shared by the workers on it. */
final class Side {

    final QueueSet queues;
    final long target;
    private final AtomicLong pending = new AtomicLong();
    private final AtomicLong turns = new AtomicLong();

    Side(QueueSet queues, long target) {
        this.queues = queues;
        this.target = target;
    }

    /** Messages that were acknowledged and not received yet. */
    long pending() {
        return pending.get();
    }

    void sent(int count) {
        pending.addAndGet(count);
    }

    void received(int count) {
        pending.addAndGet(-count);
    }

    /** The queue whose turn it is, evenly over all of them. */
    int nextQueue() {
        return (int) (turns.getAndIncrement() % queues.count());
    }
}
