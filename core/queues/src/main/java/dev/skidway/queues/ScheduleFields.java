package dev.skidway.queues;

import dev.skidway.timetable.Timetable;
import dev.skidway.timetable.TimetableFault;
import java.nio.ByteBuffer;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Reads and writes what events and snapshot units say of schedules. */
final class ScheduleFields {

    private static final int CRON_BYTES_MAX = 1_024;
    private static final int ZONE_BYTES_MAX = 4 * Timetable.ZONE_CHARS_MAX;
    private static final int AT_MOST_ONCE_NAMED = 1;
    private static final int AT_MOST_ONCE = 2;
    private static final int RETRY = 4;
    private static final int UNIQUE = 8;
    private static final int WAITING = 1;
    private static final int RUNNING = 2;

    private ScheduleFields() {}

    static int bytesOf(ScheduleName name) {
        return Fields.bytesOf(name.namespace()) + Fields.bytesOf(name.name());
    }

    static void put(ByteBuffer target, ScheduleName name) {
        Fields.put(target, name.namespace());
        Fields.put(target, name.name());
    }

    static ScheduleName name(Fields fields) {
        return new ScheduleName(
                fields.text(4 * QueueLimits.NAMESPACE_CHARS_MAX), fields.text(QueueLimits.SCHEDULE_NAME_CHARS_MAX));
    }

    static int bytesOf(ScheduleSpec spec) {
        Timetable.Spec times = spec.timetable().spec();
        return Fields.bytesOf(spec.queue())
                + Fields.bytesOf(times.cron())
                + Fields.bytesOf(times.zone())
                + 4 * 8
                + 10
                + Fields.bytesOf(spec.note())
                + bytesOf(spec.job());
    }

    static void put(ByteBuffer target, ScheduleSpec spec) {
        Timetable.Spec times = spec.timetable().spec();
        Fields.put(target, spec.queue());
        Fields.put(target, times.cron());
        Fields.put(target, times.zone());
        target.putLong(times.everyMillis());
        target.putLong(times.jitterMillis());
        target.putLong(times.startMillis());
        target.putLong(times.endMillis());
        target.put((byte) spec.overlap().ordinal());
        target.putLong(spec.catchUpMillis());
        target.put((byte) (spec.paused() ? 1 : 0));
        Fields.put(target, spec.note());
        put(target, spec.job());
    }

    static ScheduleSpec spec(Fields fields) {
        String queue = fields.text(QueueLimits.QUEUE_NAME_CHARS_MAX);
        String cron = fields.text(CRON_BYTES_MAX);
        String zone = fields.text(ZONE_BYTES_MAX);
        Timetable timetable = timetable(
                fields, new Timetable.Spec(cron, fields.i64(), zone, fields.i64(), fields.i64(), fields.i64()));
        Overlap overlap = overlap(fields);
        long catchUp = fields.ranged(0, QueueLimits.CATCH_UP_MILLIS_MAX);
        int paused = fields.u8();
        fields.require(paused <= 1, "0 or 1");
        String note = fields.text(QueueLimits.NOTE_BYTES_MAX);
        return new ScheduleSpec(queue, timetable, job(fields), overlap, catchUp, paused == 1, note);
    }

    private static Timetable timetable(Fields fields, Timetable.Spec spec) {
        try {
            return Timetable.of(spec);
        } catch (TimetableFault e) {
            throw fields.unexpected("a timetable that holds (" + e.text() + ")");
        }
    }

    static Overlap overlap(Fields fields) {
        int overlap = fields.u8();
        fields.require(overlap < Overlap.values().length, "an overlap from 0 to 4");
        return Overlap.values()[overlap];
    }

    private static int bytesOf(NewMessage job) {
        JobOptions options = ScheduleRules.options(job);
        UniqueKey unique = options.unique();
        return 12
                + job.body().length
                + job.headers().length
                + Fields.bytesOf(text(job.key()))
                + 4
                + 9
                + (options.retry() == null ? 0 : FieldsOfJobs.bytesOf(options.retry()))
                + (unique == null ? 0 : Fields.bytesOf(unique.key()) + 10)
                + Fields.bytesOf(options.metadata());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static void put(ByteBuffer target, NewMessage job) {
        JobOptions options = ScheduleRules.options(job);
        RetryPolicy retry = options.retry();
        UniqueKey unique = options.unique();
        FieldsOfJobs.put(target, job.body());
        FieldsOfJobs.put(target, job.headers());
        target.putInt(job.sizeBytes());
        Fields.put(target, text(job.key()));
        target.putInt(job.priority());
        target.putLong(options.expireAfterMillis());
        target.put((byte) ((options.atMostOnce() == null ? 0 : AT_MOST_ONCE_NAMED)
                | (Boolean.TRUE.equals(options.atMostOnce()) ? AT_MOST_ONCE : 0)
                | (retry == null ? 0 : RETRY)
                | (unique == null ? 0 : UNIQUE)));
        if (retry != null) {
            FieldsOfJobs.put(target, retry);
        }
        if (unique != null) {
            Fields.put(target, unique.key());
            target.put((byte) ((unique.waiting() ? WAITING : 0) | (unique.running() ? RUNNING : 0)));
            target.putLong(unique.windowMillis());
            target.put((byte) unique.mode().ordinal());
        }
        Fields.put(target, options.metadata());
    }

    private static NewMessage job(Fields fields) {
        byte[] body = fields.bytes(QueueLimits.SCHEDULE_JOB_BYTES_MAX);
        byte[] headers = fields.bytes(QueueLimits.SCHEDULE_JOB_BYTES_MAX);
        int sizeBytes = fields.count(QueueLimits.SCHEDULE_JOB_BYTES_MAX);
        String key = fields.key();
        int priority = fields.i32();
        long expireAfter = fields.ranged(-1, QueueLimits.DUE_MILLIS_MAX);
        int flags = fields.u8();
        fields.require(flags < 16, "flags of a job from 0 to 15");
        RetryPolicy retry = (flags & RETRY) == 0 ? null : FieldsOfJobs.retry(fields);
        UniqueKey unique = (flags & UNIQUE) == 0 ? null : unique(fields);
        SortedMap<String, String> metadata = fields.named();
        Boolean atMostOnce = (flags & AT_MOST_ONCE_NAMED) == 0 ? null : (flags & AT_MOST_ONCE) != 0;
        return new NewMessage(body, headers, sizeBytes, key, priority, -1, null)
                .with(new JobOptions(-1, expireAfter, -1, atMostOnce, retry, metadata, unique, null));
    }

    private static UniqueKey unique(Fields fields) {
        String key = fields.text(QueueLimits.UNIQUE_KEY_BYTES_MAX);
        int scope = fields.u8();
        fields.require(scope <= (WAITING | RUNNING), "a scope from 0 to 3");
        long window = fields.ranged(0, QueueLimits.UNIQUE_WINDOW_MILLIS_MAX);
        int mode = fields.u8();
        fields.require(mode < UniqueKey.Mode.values().length, "a mode from 0 to 4");
        return new UniqueKey(
                key, (scope & WAITING) != 0, (scope & RUNNING) != 0, window, UniqueKey.Mode.values()[mode]);
    }

    static void put(ByteBuffer target, @Nullable MessageRef job) {
        target.put((byte) (job == null ? 0 : 1));
        if (job != null) {
            FieldsOfJobs.put(target, job);
        }
    }

    static int bytesOf(@Nullable MessageRef job) {
        return job == null ? 1 : 25;
    }

    static @Nullable MessageRef jobSent(Fields fields) {
        int known = fields.u8();
        fields.require(known <= 1, "0 or 1");
        return known == 0 ? null : FieldsOfJobs.identity(fields);
    }
}
