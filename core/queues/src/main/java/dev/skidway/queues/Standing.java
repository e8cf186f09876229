package dev.skidway.queues;

/** How a lease that a client names stands now. */
enum Standing {
    /** It is the latest lease of a message that lives; it may have run out, except on a FIFO queue. */
    LATEST,
    /** On a FIFO queue: it no longer holds; somebody else may have the message. */
    EXPIRED,
    /** The message is gone. */
    GONE,
    /** The message was leased again since. */
    LEASED_AGAIN,
    /** No such lease was ever given in this life of the queue. */
    FOREIGN;

    static Standing of(LeaseRef lease, QueueRead queue, long nowMillis) {
        MessageRef message = lease.message();
        if (message.queueId() != queue.id() || message.lane() < 0 || message.lane() >= queue.nextLane()) {
            return FOREIGN;
        }
        LaneRead lane = queue.lane(message.lane());
        if (lane == null) {
            return GONE;
        }
        if (!lane.numbered(message.slot())) {
            return FOREIGN;
        }
        if (!lane.isLive(message.slot())) {
            return GONE;
        }
        LeaseRead latest = queue.lease(message.lane(), message.slot());
        if (latest == null || lease.lease() < 1 || lease.lease() > latest.receiveCount()) {
            return FOREIGN;
        }
        boolean again = lease.lease() < latest.receiveCount();
        // Its time counts, not the timer, which may be late when many are due at once.
        boolean over = !latest.leased() || latest.untilMillis() <= nowMillis;
        if (queue.settings().fifo().fifo() && (again || over)) {
            return EXPIRED;
        }
        return again ? LEASED_AGAIN : LATEST;
    }
}
