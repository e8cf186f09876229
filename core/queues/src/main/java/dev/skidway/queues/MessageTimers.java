package dev.skidway.queues;

/** What falls due among the messages of one queue: leases and delays end, messages grow too old, a FIFO queue forgets; earliest first. */
final class MessageTimers {

    private final Messages messages;
    private final Spill spill;

    MessageTimers(Messages messages, Spill spill) {
        this.messages = messages;
        this.spill = spill;
    }

    /** Engine time at which the next lease or delay ends, the oldest message is too old, or something can be forgotten. */
    long nextDueMillis(long retentionMillis) {
        return Math.min(
                nextOfMessages(retentionMillis),
                Math.min(FifoMemory.nextDueMillis(messages.memoryIfFifo()), messages.life.nextDueMillis()));
    }

    private long nextOfMessages(long retentionMillis) {
        return Math.min(nextExpiryMillis(retentionMillis), nextReadyMillis());
    }

    /** Engine time at which the oldest message is too old. */
    long nextExpiryMillis(long retentionMillis) {
        return messages.byAge.isEmpty() ? Long.MAX_VALUE : oldestMillis() + retentionMillis;
    }

    /** Engine time at which the next lease or delay ends. */
    private long nextReadyMillis() {
        return Math.min(
                messages.records.nextDueMillis(),
                messages.byDue.isEmpty() ? Long.MAX_VALUE : messages.byDue.at(0).firstMillis());
    }

    /** Enqueue time of the oldest message; there must be one. */
    long oldestMillis() {
        return Math.min(messages.byAge.at(0).oldestMillis, messages.jobs.oldestMillis());
    }

    /** How many of the oldest messages are certainly in memory; if none is, the first one is being fetched from now on. */
    int expiriesReady() {
        Lane aged = messages.byAge.at(0);
        if (messages.jobs.oldestMillis() <= aged.oldestMillis) {
            Job oldest = messages.jobs.oldest();
            return messages.lanes.get(oldest.lane).fetch(oldest.slot) ? 1 : 0;
        }
        if (!aged.fetch(aged.oldestSlot)) {
            return 0;
        }
        boolean inOrder = messages.lanes.size() == 1 && !FarSlots.isFar(aged.oldestSlot) && aged.far() == null;
        return spill.awayCount() == 0 ? Integer.MAX_VALUE : inOrder ? aged.chunk(aged.oldestSlot).live : 1;
    }

    /** Whether what {@link #fireOne} needs next is in memory; if not, it is being fetched, or will be. */
    boolean ready(long retentionMillis) {
        long next = nextDueMillis(retentionMillis);
        Delays delays = messages.byDue.isEmpty() ? null : messages.byDue.at(0);
        return (messages.life.nextDueMillis() > next || messages.life.readyToFire())
                && (nextExpiryMillis(retentionMillis) > next || expiriesReady() > 0)
                && (delays == null || delays.firstMillis() > next || !delays.chunk.isAway());
    }

    /** Fires the one timer that is due first; returns whether that let a message be leased. */
    boolean fireOne(long retentionMillis, long atMillis) {
        long memoryDue = FifoMemory.nextDueMillis(messages.memoryIfFifo());
        if (messages.life.nextDueMillis() < Math.min(memoryDue, nextOfMessages(retentionMillis))) {
            return messages.life.fireOne(atMillis);
        }
        if (memoryDue < nextOfMessages(retentionMillis)) {
            messages.memory().fireOne();
            return false;
        }
        if (!messages.byAge.isEmpty() && nextExpiryMillis(retentionMillis) <= nextReadyMillis()) {
            return removeOldest(atMillis);
        }
        Delays delays = messages.byDue.isEmpty() ? null : messages.byDue.at(0);
        int record = messages.records.first();
        if (delays != null && (record == Records.ABSENT || before(delays, record))) {
            messages.endFirst(delays);
            return true;
        }
        return messages.life.timeIsOver(record, atMillis);
    }

    /** Whether the first delay of a chunk ends before a lease: by time, then by lane and slot. */
    private boolean before(Delays delays, int record) {
        if (delays.firstMillis() != messages.records.dueMillis(record)) {
            return delays.firstMillis() < messages.records.dueMillis(record);
        }
        if (delays.lane != messages.records.lane(record)) {
            return delays.lane < messages.records.lane(record);
        }
        Chunk chunk = delays.chunk.inMemory();
        return chunk.firstSlot + delays.firstPlace() < messages.records.slot(record);
    }

    private boolean removeOldest(long atMillis) {
        Lane aged = messages.byAge.at(0);
        if (messages.jobs.oldestMillis() <= aged.oldestMillis) {
            Job oldest = messages.jobs.oldest();
            return messages.life.tooOld(oldest.lane, oldest.slot, atMillis);
        } else {
            Chunk chunk = aged.chunk(aged.oldestSlot);
            if ((chunk.live & Messages.FETCH_AHEAD_MASK) == 0) {
                spill.fetchAhead(aged, chunk);
            }
            return messages.life.tooOld(aged.number(), aged.oldestSlot, atMillis);
        }
    }
}
