package dev.skidway.queues;

import java.nio.ByteBuffer;

/** The job that has a unique key, as a part of the state: also for a while after it is over. */
final class UniqueHolder extends Part {

    final UniqueClaim claim;
    final MessageRef identity;
    final long sentAtMillis;
    /** When it was over, or -1 while it lives in the queue. */
    long endedAtMillis = -1;

    int dueIndex = IndexedHeap.ABSENT;

    UniqueHolder(UniqueClaim claim, MessageRef identity, long sentAtMillis) {
        this.claim = claim;
        this.identity = identity;
        this.sentAtMillis = sentAtMillis;
    }

    boolean alive() {
        return endedAtMillis < 0;
    }

    /** Until when the key is taken whatever became of the job. */
    long takenUntilMillis() {
        if (claim.throttle()) {
            return sentAtMillis + claim.windowMillis();
        }
        return alive() ? 0 : endedAtMillis + claim.windowMillis();
    }

    UniqueRead read() {
        return new UniqueRead(identity, alive(), claim.waiting(), claim.running(), takenUntilMillis());
    }

    @Override
    int unitType() {
        return SnapshotUnits.UNIQUE_HOLDER;
    }

    @Override
    int bytes() {
        return 40 + FieldsOfJobs.bytesOf(claim);
    }

    @Override
    void put(ByteBuffer target) {
        FieldsOfJobs.put(target, claim);
        FieldsOfJobs.put(target, identity);
        target.putLong(sentAtMillis);
        target.putLong(endedAtMillis);
    }

    static UniqueHolder read(Fields fields) {
        UniqueHolder holder = new UniqueHolder(FieldsOfJobs.claim(fields), FieldsOfJobs.identity(fields), fields.i64());
        holder.endedAtMillis = fields.ranged(-1, Long.MAX_VALUE);
        return holder;
    }
}
