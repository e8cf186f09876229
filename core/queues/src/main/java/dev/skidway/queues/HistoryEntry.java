package dev.skidway.queues;

import java.nio.ByteBuffer;

/** A finished job as a part of the state. */
final class HistoryEntry extends Part implements HistoryRead {

    /** Its number in the history of its queue. */
    final long sequence;

    /** Where it ended. */
    final QueueName queue;

    final FinishedJob job;

    HistoryEntry(long sequence, QueueName queue, FinishedJob job) {
        this.sequence = sequence;
        this.queue = queue;
        this.job = job;
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public FinishedJob job() {
        return job;
    }

    @Override
    int unitType() {
        return SnapshotUnits.FINISHED_JOB;
    }

    @Override
    int bytes() {
        return 57
                + Fields.bytesOf(key())
                + FieldsOfJobs.bytesOf(job.attempts())
                + Fields.bytesOf(job.code())
                + Fields.bytesOf(job.text())
                + Fields.bytesOf(job.metadata())
                + 4
                + job.result().length;
    }

    private String key() {
        return job.key() == null ? "" : job.key();
    }

    @Override
    void put(ByteBuffer target) {
        target.putLong(sequence);
        FieldsOfJobs.put(target, job.identity());
        target.put((byte) job.outcome().ordinal());
        target.putInt(job.priority());
        target.putLong(job.enqueuedAtMillis());
        target.putLong(job.finishedAtMillis());
        target.putInt(job.attemptsTotal());
        Fields.put(target, key());
        FieldsOfJobs.put(target, job.attempts());
        Fields.put(target, job.code());
        Fields.put(target, job.text());
        Fields.put(target, job.metadata());
        FieldsOfJobs.put(target, job.result());
    }

    static HistoryEntry read(QueueName queue, Fields fields) {
        long sequence = fields.ranged(0, Long.MAX_VALUE);
        MessageRef identity = FieldsOfJobs.identity(fields);
        JobOutcome outcome = FieldsOfJobs.outcome(fields);
        int priority = fields.i32();
        long enqueuedAt = fields.i64();
        long finishedAt = fields.i64();
        int attempts = fields.count(Integer.MAX_VALUE);
        FinishedJob job = new FinishedJob(
                identity,
                outcome,
                fields.key(),
                priority,
                enqueuedAt,
                finishedAt,
                attempts,
                FieldsOfJobs.attempts(fields),
                fields.text(QueueLimits.CODE_BYTES_MAX),
                fields.text(QueueLimits.REASON_BYTES_MAX),
                fields.named(),
                fields.bytes(QueueLimits.RESULT_BYTES_MAX));
        return new HistoryEntry(sequence, queue, job);
    }
}
