package dev.skidway.queues;

import dev.skidway.base.Invariant;

/**
 * The leases on messages of one queue: how many there are, who holds them, what each is charged to its lane, and what its end tells.
 *
 * <p>When a lease begins its lane is charged what it is expected to take; when it ends that is corrected by what it took. Only appliers
 * call what changes something here; they have said before what they change.
 */
final class MessageLeases {

    final LeaseHolders holders = new LeaseHolders();

    private final Queue queue;
    private final Messages messages;
    private final Shared shared;
    private final boolean fifo;
    private long count;

    MessageLeases(Queue queue, Messages messages, Shared shared) {
        this.queue = queue;
        this.messages = messages;
        this.shared = shared;
        this.fifo = queue.name().fifo();
    }

    /** Messages under a lease. */
    long count() {
        return count;
    }

    /** Begins the lease of a ready message, which has a record; returns its receive count. */
    int begin(Lane lane, int record, String worker, long atMillis, long untilMillis) {
        Records records = messages.records;
        if (lane.activeIndex == 0 && !lane.keyLanes.held) {
            lane.level.virtualCharge = Math.max(lane.level.virtualCharge, lane.charge);
        }
        int charge = lane.estimateMillis(queue.meanMillisTimes16);
        int receiveCount = records.receiveCount(record) + 1;
        long firstReceivedAt = receiveCount == 1 ? atMillis : records.firstReceivedAtMillis(record);
        records.leased(record, firstReceivedAt, atMillis, receiveCount, charge);
        long before = records.residentBytes();
        records.run(record, untilMillis);
        messages.residence.resident(records.residentBytes() - before);
        holders.hold(record, worker);
        KeyLanes key = lane.keyLanes;
        lane.charge += key.charge(charge);
        hold(lane, record);
        if (key.state != null) {
            shared.snapshot.beforeChange(queue, key.state);
            key.state.leased(atMillis);
        }
        queue.gate.leased(atMillis);
        return receiveCount;
    }

    /** Counts a lease that a snapshot brought. */
    void restored(Lane lane, int record) {
        hold(lane, record);
    }

    private void hold(Lane lane, int record) {
        count++;
        lane.keyLanes.inFlight++;
        messages.jobs.pauseExpiry(lane.number(), messages.records.slot(record));
        if (fifo) {
            lane.lock(messages.records.slot(record));
        }
    }

    /** Corrects what was charged at dispatch by the time the lease really took, and learns from it; the lane is to be settled then. */
    void end(Lane lane, int record, long atMillis) {
        Records records = messages.records;
        // A clock that leapt must not count as work: no lease lasts longer than the longest one there is.
        long taken = Math.clamp(atMillis - records.leasedAtMillis(record), 1, QueueLimits.VISIBILITY_MILLIS_MAX);
        lane.meanMillisTimes16 = lane.meanMillisTimes16 < 0
                ? taken << 4
                : lane.meanMillisTimes16 + taken - (lane.meanMillisTimes16 >> 4);
        queue.meanMillisTimes16 += taken - (queue.meanMillisTimes16 >> 4);
        count--;
        holders.release(record);
        messages.jobs.resumeExpiry(lane.number(), records.slot(record));
        if (fifo) {
            lane.unlock(records.slot(record));
        }
        lane.charge += lane.keyLanes.charge(taken - records.chargedMillis(record));
        lane.keyLanes.inFlight--;
        queue.gate.ended(1, atMillis);
    }

    /** Moves the end of a lease. */
    void extend(int record, long untilMillis) {
        Invariant.check(messages.records.isLeased(record), "only a lease is extended");
        shared.snapshot.beforeChange(queue, messages, messages.records.pageOf(record));
        messages.records.run(record, untilMillis);
    }

    /** An attempt at a message is about to end, and tells something about its key. */
    void tried(long laneNumber, boolean succeeded, long atMillis) {
        KeyState state = messages.lanes.get(laneNumber).keyLanes.state;
        if (state != null && succeeded) {
            queue.keys.succeeded(state);
        } else if (state != null) {
            queue.keys.failed(state, atMillis);
        }
    }
}
