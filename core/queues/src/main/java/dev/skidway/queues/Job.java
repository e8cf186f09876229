package dev.skidway.queues;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one message beyond its slot and record; most messages have none.
 *
 * <p>A message that was moved keeps the name it was sent with, and its age: it may be older than those before it in its lane.
 */
final class Job extends Part implements JobRead {

    final long lane;
    final long slot;
    private final MessageRef identity;
    /** Queue that it came from as a dead letter, or empty. */
    final String sourceName;
    /** Receives that do not count here: those before it came, and those that were given back. */
    int receivesBefore;
    /** Whether it lies elsewhere than where it was sent to. */
    final boolean moved;
    /** Only of one that was moved. */
    final long enqueuedAtMillis;

    JobTerms terms;
    JobPast past;
    /** Whether somebody wants it cancelled while a worker has it. */
    boolean cancelAsked;

    int ageIndex = IndexedHeap.ABSENT;
    int expiryIndex = IndexedHeap.ABSENT;

    /** One that lies where it was sent to. */
    Job(MessageRef place, JobTerms terms) {
        this(place, place, "", 0, 0, terms, JobPast.NONE);
    }

    /** One that was moved to this place; what was known of it comes along. */
    Job(MessageRef place, MovingMessage moving) {
        this(
                place,
                moving.identity(),
                moving.sourceName(),
                moving.receivesBefore(),
                moving.enqueuedAtMillis(),
                moving.terms(),
                moving.past());
    }

    Job(
            MessageRef place,
            MessageRef identity,
            String sourceName,
            int receivesBefore,
            long enqueuedAtMillis,
            JobTerms terms,
            JobPast past) {
        this.lane = place.lane();
        this.slot = place.slot();
        this.identity = identity;
        this.sourceName = sourceName;
        this.receivesBefore = receivesBefore;
        this.moved = !identity.equals(place);
        this.enqueuedAtMillis = enqueuedAtMillis;
        this.terms = terms;
        this.past = past;
    }

    @Override
    public MessageRef identity() {
        return identity;
    }

    @Override
    public @Nullable DeadLetter deadLetter() {
        return sourceName.isEmpty() ? null : new DeadLetter(identity, sourceName, receivesBefore);
    }

    @Override
    public int receivesBefore() {
        return receivesBefore;
    }

    @Override
    public JobTerms terms() {
        return terms;
    }

    @Override
    public boolean cancelAsked() {
        return cancelAsked;
    }

    @Override
    public byte[] progress() {
        return past.progress();
    }

    @Override
    public List<JobAttempt> attempts() {
        return past.attempts();
    }

    @Override
    public int attemptsTotal() {
        return past.attemptsTotal();
    }

    /** An attempt is over. */
    void ended(JobAttempt attempt) {
        past = past.with(attempt);
        receivesBefore += attempt.ending() == JobAttempt.Ending.GIVEN_BACK ? 1 : 0;
    }

    @Override
    int unitType() {
        return SnapshotUnits.JOB;
    }

    @Override
    int bytes() {
        return 61
                + Fields.bytesOf(sourceName)
                + FieldsOfJobs.bytesOf(terms)
                + past.progress().length
                + FieldsOfJobs.bytesOf(past.attempts());
    }

    @Override
    void put(ByteBuffer target) {
        target.putLong(lane);
        target.putLong(slot);
        FieldsOfJobs.put(target, identity);
        target.putLong(enqueuedAtMillis);
        Fields.put(target, sourceName);
        target.putInt(receivesBefore);
        FieldsOfJobs.put(target, terms);
        FieldsOfJobs.put(target, past.progress());
        target.put((byte) (cancelAsked ? 1 : 0));
        target.putInt(past.attemptsTotal());
        FieldsOfJobs.put(target, past.attempts());
    }

    static Job read(Fields fields, long queueId) {
        MessageRef place = new MessageRef(
                queueId, fields.ranged(0, QueueEventType.NUMBER_MAX), fields.ranged(0, QueueEventType.NUMBER_MAX));
        MessageRef identity = FieldsOfJobs.identity(fields);
        long enqueuedAt = fields.i64();
        String source = fields.text(QueueLimits.QUEUE_NAME_CHARS_MAX);
        int receivesBefore = fields.count(Integer.MAX_VALUE);
        JobTerms terms = FieldsOfJobs.terms(fields);
        byte[] progress = fields.bytes(QueueLimits.PROGRESS_BYTES_MAX);
        int cancelAsked = fields.u8();
        fields.require(cancelAsked <= 1, "0 or 1");
        int attemptsTotal = fields.count(Integer.MAX_VALUE);
        JobPast past = new JobPast(progress, FieldsOfJobs.attempts(fields), attemptsTotal);
        Job job = new Job(place, identity, source, receivesBefore, enqueuedAt, terms, past);
        job.cancelAsked = cancelAsked == 1;
        return job;
    }
}
