package dev.skidway.sim;

import dev.skidway.engine.Rejection;
import dev.skidway.queues.JobDetails;
import dev.skidway.queues.JobOptions;
import dev.skidway.queues.LeaseRef;
import dev.skidway.queues.LeasedMessage;
import dev.skidway.queues.MessageRef;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.SendResult;
import org.jspecify.annotations.Nullable;

/** A checker and a queue for jobs, with what clients do and are told. */
abstract class JobCheckerBench {

    final Coverage coverage = new Coverage();
    final Checker checker = new Checker(coverage);
    final QueueModel queue = forJobs();
    private long attempts;

    /** Sent and stored at 10. */
    final SentMessage stored(JobOptions options) {
        SentMessage job = attempted(options);
        checker.sendAnswered(job, new SendResult.Stored(ref(job)), 10);
        return job;
    }

    final SentMessage attempted(JobOptions options) {
        SentMessage job = message(options, false);
        checker.attempted(job);
        return job;
    }

    final SentMessage message(JobOptions options, boolean keyIsTaken) {
        SentMessage message = new SentMessage(++attempts, queue, 0, 20, null, 10, 0);
        message.job = new SentJob(options, 0, 0, 0, keyIsTaken);
        return message;
    }

    /** For a second. */
    final void lease(SentMessage job, int number, long atMillis) {
        lease(job, leaseOf(job, number, atMillis, 0, null), atMillis);
    }

    final void lease(SentMessage job, LeasedMessage lease, long atMillis) {
        checker.leased(receive(atMillis), lease, Bodies.body(job.attempt, 20), atMillis);
    }

    final Receive receive(long atMillis) {
        return new Receive(queue, 0, atMillis, 1_000);
    }

    static LeasedMessage leaseOf(
            SentMessage job, int number, long atMillis, int priority, @Nullable JobDetails details) {
        return leaseOf(job, ref(job), number, atMillis, priority, details);
    }

    static LeasedMessage leaseOf(
            SentMessage job, MessageRef ref, int number, long atMillis, int priority, @Nullable JobDetails details) {
        long first = job.firstReceivedAtMillis < 0 ? atMillis : job.firstReceivedAtMillis;
        return new LeasedMessage(
                new LeaseRef(ref, number),
                ref,
                null,
                0,
                0,
                20,
                null,
                10,
                first,
                number,
                priority,
                atMillis + 1_000,
                details);
    }

    static MessageRef ref(SentMessage job) {
        return new MessageRef(1, 0, job.attempt);
    }

    static Rejection rejection(QueueRejection reason) {
        return new Rejection(reason, "no");
    }

    private QueueModel forJobs() {
        QueueModel made = new QueueModel(new QueueName("ns", "jobs"), 0, 1_000_000, 1_000, 0);
        made.existence = QueueModel.Existence.EXISTS;
        made.jobs = new JobModel(coverage);
        return made;
    }
}
