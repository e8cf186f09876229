package dev.skidway.queues;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one message beyond its slot and record; most messages have none.
 *
 * <p>A message that was moved keeps the name it was sent with, and its age: it may be older than those before it in its lane.
 */
final class Job extends Part implements JobRead {

    static final byte[] NOTHING = new byte[0];

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
    byte[] progress = NOTHING;
    /** Whether somebody wants it cancelled while a worker has it. */
    boolean cancelAsked;
    /** The latest attempts that are over, in order. */
    private List<JobAttempt> attempts = List.of();

    private int attemptsTotal;

    int ageIndex = IndexedHeap.ABSENT;
    int expiryIndex = IndexedHeap.ABSENT;

    /** One that lies where it was sent to. */
    Job(MessageRef place, JobTerms terms) {
        this(place, place, "", 0, 0, terms);
    }

    /** One that was moved to this place; what was known of it comes along. */
    Job(MessageRef place, MovingMessage moving) {
        this(
                place,
                moving.identity(),
                moving.sourceName(),
                moving.receivesBefore(),
                moving.enqueuedAtMillis(),
                moving.terms());
        Job before = moving.job();
        if (before != null) {
            progress = before.progress;
            attempts = before.attempts;
            attemptsTotal = before.attemptsTotal;
        }
    }

    Job(
            MessageRef place,
            MessageRef identity,
            String sourceName,
            int receivesBefore,
            long enqueuedAtMillis,
            JobTerms terms) {
        this.lane = place.lane();
        this.slot = place.slot();
        this.identity = identity;
        this.sourceName = sourceName;
        this.receivesBefore = receivesBefore;
        this.moved = !identity.equals(place);
        this.enqueuedAtMillis = enqueuedAtMillis;
        this.terms = terms;
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
        return progress;
    }

    @Override
    public List<JobAttempt> attempts() {
        return attempts;
    }

    @Override
    public int attemptsTotal() {
        return attemptsTotal;
    }

    /** An attempt is over. */
    void ended(JobAttempt attempt) {
        List<JobAttempt> latest = new ArrayList<>(attempts);
        latest.add(attempt);
        attempts =
                List.copyOf(latest.subList(Math.max(0, latest.size() - QueueLimits.ATTEMPTS_KEPT_MAX), latest.size()));
        attemptsTotal = attempt.number();
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
                + progress.length
                + FieldsOfJobs.bytesOf(attempts);
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
        FieldsOfJobs.put(target, progress);
        target.put((byte) (cancelAsked ? 1 : 0));
        target.putInt(attemptsTotal);
        FieldsOfJobs.put(target, attempts);
    }

    static Job read(Fields fields, long queueId) {
        MessageRef place = new MessageRef(
                queueId, fields.ranged(0, QueueEventType.NUMBER_MAX), fields.ranged(0, QueueEventType.NUMBER_MAX));
        MessageRef identity = FieldsOfJobs.identity(fields);
        long enqueuedAt = fields.i64();
        String source = fields.text(QueueLimits.QUEUE_NAME_CHARS_MAX);
        int receivesBefore = fields.count(Integer.MAX_VALUE);
        Job job = new Job(place, identity, source, receivesBefore, enqueuedAt, FieldsOfJobs.terms(fields));
        job.progress = fields.bytes(QueueLimits.PROGRESS_BYTES_MAX);
        int cancelAsked = fields.u8();
        fields.require(cancelAsked <= 1, "0 or 1");
        job.cancelAsked = cancelAsked == 1;
        job.attemptsTotal = fields.count(Integer.MAX_VALUE);
        job.attempts = FieldsOfJobs.attempts(fields);
        return job;
    }
}
