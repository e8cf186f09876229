package dev.skidway.queues;

import dev.skidway.engine.Decision;
import dev.skidway.engine.Rejection;
import dev.skidway.timetable.Timetable;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What may be asked of schedules, and what a firing sends. */
final class ScheduleRules {

    private static final String METADATA_SCHEDULE = "schedule";
    private static final String METADATA_SCHEDULED_FOR = "scheduled-for";

    private ScheduleRules() {}

    static <R> Decision<R> notFound(ScheduleName name) {
        return Rejections.reject(
                QueueRejection.SCHEDULE_NOT_FOUND,
                "No schedule named " + name.name() + " exists in " + name.namespace() + "; create it first.");
    }

    static JobOptions options(NewMessage job) {
        JobOptions options = job.options();
        return options == null ? JobOptions.NONE : options;
    }

    /** What speaks against a schedule, or null. */
    static @Nullable Rejection refusal(ScheduleName name, ScheduleSpec spec, QueuesRead queues, long nowMillis) {
        String flaw = validName(name)
                ? null
                : "Expected a schedule's name of 1 to " + QueueLimits.SCHEDULE_NAME_CHARS_MAX
                        + " letters, digits, hyphens and underscores.";
        flaw = flaw != null
                ? flaw
                : SettingsRules.outside("catchUpMillis", spec.catchUpMillis(), 0, QueueLimits.CATCH_UP_MILLIS_MAX);
        flaw = flaw != null ? flaw : JobRules.text("note", spec.note(), 0, QueueLimits.NOTE_BYTES_MAX);
        flaw = flaw != null ? flaw : flaw(spec.job());
        if (flaw != null) {
            return new Rejection(QueueRejection.SCHEDULE_INVALID, flaw);
        }
        QueueRead queue = queues.find(new QueueName(name.namespace(), spec.queue()));
        if (queue == null) {
            return new Rejection(
                    QueueRejection.QUEUE_NOT_FOUND,
                    "No queue named " + spec.queue() + " exists in " + name.namespace() + "; create it first.");
        }
        NewMessage sample = message(name, spec, queue.name(), nowMillis);
        Rejection ofJob = JobRules.refusal(sample, queue.settings(), nowMillis);
        if (ofJob == null && queue.settings().fifo().fifo()) {
            ofJob = FifoRules.refusal(sample, queue.settings().fifo());
        }
        return ofJob;
    }

    private static @Nullable String flaw(NewMessage job) {
        JobOptions options = options(job);
        if (job.delayMillis() >= 0 || options.dueAtMillis() >= 0) {
            return "Expected a job without delay and due time: the timetable says when.";
        }
        if (options.expiresAtMillis() >= 0 || options.idempotencyKey() != null || job.deduplicationId() != null) {
            return "Expected a job without time of expiry, idempotency key and deduplication id: it is sent again and again.";
        }
        int bytes = job.body().length + job.headers().length;
        String flaw = SettingsRules.outside("job bytes", bytes, 0, QueueLimits.SCHEDULE_JOB_BYTES_MAX);
        flaw = flaw != null
                ? flaw
                : SettingsRules.outside("job size", job.sizeBytes(), 0, QueueLimits.SCHEDULE_JOB_BYTES_MAX);
        return flaw != null || job.key() == null ? flaw : JobRules.text("key", job.key(), 1, QueueLimits.KEY_BYTES_MAX);
    }

    private static boolean validName(ScheduleName name) {
        return SettingsRules.validName(new QueueName(name.namespace(), name.name()))
                && name.name().indexOf('.') < 0
                && name.name().length() <= QueueLimits.SCHEDULE_NAME_CHARS_MAX;
    }

    /** What is sent for a nominal time. */
    static NewMessage message(ScheduleName name, ScheduleSpec spec, QueueName queue, long nominalMillis) {
        NewMessage job = spec.job();
        JobOptions options = options(job);
        TreeMap<String, String> metadata = new TreeMap<>(options.metadata());
        metadata.put(METADATA_SCHEDULE, name.name());
        metadata.put(METADATA_SCHEDULED_FOR, Instant.ofEpochMilli(nominalMillis).toString());
        JobOptions asked = new JobOptions(
                -1,
                options.expireAfterMillis(),
                -1,
                options.atMostOnce(),
                options.retry(),
                metadata,
                options.unique(),
                null);
        // A FIFO queue would take the same job twice within its window for a repeated send.
        String deduplicationId = queue.fifo() ? name.name() + ":" + nominalMillis : null;
        NewMessage message = new NewMessage(
                        job.body(), job.headers(), job.sizeBytes(), job.key(), job.priority(), -1, deduplicationId)
                .with(asked);
        return queue.fifo() ? message.hashed() : message;
    }

    /** When to act on a nominal time that follows one that was to be acted on at {@code beforeMillis}. */
    static long fireAtMillis(ScheduleName name, Timetable timetable, long nominalMillis, long beforeMillis) {
        long seed = 31L * name.namespace().hashCode() + name.name().hashCode();
        // Jitter never changes the order.
        return nominalMillis == Timetable.NEVER
                ? Timetable.NEVER
                : Math.max(timetable.jittered(nominalMillis, seed), beforeMillis);
    }
}
