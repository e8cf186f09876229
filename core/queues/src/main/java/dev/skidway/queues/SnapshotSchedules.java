package dev.skidway.queues;

import dev.skidway.engine.SnapshotSink;
import dev.skidway.timetable.Timetable;
import java.nio.ByteBuffer;

/** The schedules in a snapshot; layout in {@code docs/formats/queue-snapshot.md}. Writers return the bytes written. */
final class SnapshotSchedules {

    private SnapshotSchedules() {}

    static int write(SnapshotSink sink, Schedule schedule) {
        int bytes = 1 + bytesOf(schedule);
        ByteBuffer target = sink.begin(SnapshotUnits.SCHEDULE, bytes).put((byte) SnapshotUnits.FORMAT);
        put(target, schedule);
        sink.end();
        return bytes;
    }

    static int bytesOf(Schedule schedule) {
        Backfill backfill = schedule.backfill;
        return ScheduleFields.bytesOf(schedule.name())
                + ScheduleFields.bytesOf(schedule.spec)
                + 7 * 8
                + ScheduleFields.bytesOf(schedule.lastJob)
                + Fields.bytesOf(schedule.lastSkip)
                + 4
                + 8 * schedule.waiting.size()
                + 1
                + (backfill == null ? 0 : 13);
    }

    /** All that is known of a schedule: what a snapshot keeps, and what the hash of the state covers. */
    static void put(ByteBuffer target, Schedule schedule) {
        ScheduleFields.put(target, schedule.name());
        ScheduleFields.put(target, schedule.spec);
        target.putLong(schedule.nextMillis);
        target.putLong(schedule.fireAtMillis);
        target.putLong(schedule.createdAtMillis);
        target.putLong(schedule.lastFiredForMillis);
        target.putLong(schedule.firedTotal);
        target.putLong(schedule.skippedTotal);
        target.putLong(schedule.lookAtMillis);
        ScheduleFields.put(target, schedule.lastJob);
        Fields.put(target, schedule.lastSkip);
        target.putInt(schedule.waiting.size());
        schedule.waiting.forEach(target::putLong);
        Backfill backfill = schedule.backfill;
        target.put((byte) (backfill == null ? 0 : 1));
        if (backfill != null) {
            target.putLong(backfill.nextMillis());
            target.putInt(backfill.left());
            target.put((byte) backfill.overlap().ordinal());
        }
    }

    /** Takes one unit, after its format byte. */
    static void read(Fields fields, Schedules schedules) {
        ScheduleName name = ScheduleFields.name(fields);
        fields.require(schedules.find(name) == null, "each schedule once");
        ScheduleSpec spec = ScheduleFields.spec(fields);
        Schedule schedule = new Schedule(
                name,
                spec,
                fields.ranged(0, Timetable.NEVER),
                fields.ranged(0, Timetable.NEVER),
                fields.ranged(0, Long.MAX_VALUE));
        schedule.lastFiredForMillis = fields.ranged(-1, Long.MAX_VALUE);
        schedule.firedTotal = fields.ranged(0, Long.MAX_VALUE);
        schedule.skippedTotal = fields.ranged(0, Long.MAX_VALUE);
        schedule.lookAtMillis = fields.ranged(0, Timetable.NEVER);
        schedule.lastJob = ScheduleFields.jobSent(fields);
        schedule.lastSkip = fields.text(QueueLimits.REASON_BYTES_MAX);
        int waiting = fields.count(QueueLimits.FIRINGS_WAITING_MAX);
        for (int index = 0; index < waiting; index++) {
            schedule.waiting.addLast(fields.ranged(0, Long.MAX_VALUE));
        }
        int backfill = fields.u8();
        fields.require(backfill <= 1, "0 or 1");
        if (backfill == 1) {
            long next = fields.ranged(0, Long.MAX_VALUE);
            int left = fields.count(QueueLimits.BACKFILL_FIRINGS_MAX);
            schedule.backfill = new Backfill(next, left, ScheduleFields.overlap(fields));
        }
        fields.require(
                schedule.looks() == (schedule.lookAtMillis != Timetable.NEVER),
                "a time to look at what waits, or neither");
        schedules.add(schedule);
    }
}
