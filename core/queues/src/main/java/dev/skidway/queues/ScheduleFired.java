package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Firings of a schedule came to something.
 *
 * @param by what made it fire
 * @param count firings this is about: 1, or more that are left out together, or 0 if it is to look again
 * @param nominalMillis nominal time of the firing, of the last one if there are several
 * @param job what was sent, with {@link Outcome#SENT} only
 * @param nextMillis nominal time that comes next by the timetable, or in the backfill; 0 if it does not matter
 * @param atMillis when the schedule is to be looked at again for it
 * @param reason why it was left out; else empty
 * @param origin who asked for it; empty names if nobody did
 */
record ScheduleFired(
        ScheduleName name,
        By by,
        Outcome outcome,
        int count,
        long nominalMillis,
        @Nullable MessageRef job,
        long nextMillis,
        long atMillis,
        String reason,
        Origin origin)
        implements Event {

    static final EventType<ScheduleFired> TYPE = new Type();
    static final Origin NOBODY = new Origin("", "");

    /** What made a schedule fire; the order is the number in the log. */
    enum By {
        TIMETABLE,
        WAITING,
        BACKFILL,
        TRIGGER
    }

    /** What became of it; the order is the number in the log. */
    enum Outcome {
        SENT,
        SKIPPED,
        /** It waits for the job before. */
        BUFFERED,
        /** Nothing yet: it is looked at again. */
        LATER
    }

    private static final class Type extends QueueEventType<ScheduleFired> {

        Type() {
            super(FIRST_ID + 31, 1, ScheduleFired.class);
        }

        @Override
        public int encodedBytes(ScheduleFired event) {
            return ScheduleFields.bytesOf(event.name)
                    + 30
                    + ScheduleFields.bytesOf(event.job)
                    + Fields.bytesOf(event.reason)
                    + Fields.bytesOf(event.origin);
        }

        @Override
        public void encode(ScheduleFired event, ByteBuffer target) {
            ScheduleFields.put(target, event.name);
            target.put((byte) event.by.ordinal());
            target.put((byte) event.outcome.ordinal());
            target.putInt(event.count);
            target.putLong(event.nominalMillis);
            ScheduleFields.put(target, event.job);
            target.putLong(event.nextMillis);
            target.putLong(event.atMillis);
            Fields.put(target, event.reason);
            Fields.put(target, event.origin);
        }

        @Override
        ScheduleFired read(Fields fields, long bodyOffset) {
            ScheduleName name = ScheduleFields.name(fields);
            int by = fields.u8();
            fields.require(by < By.values().length, "what made it fire, from 0 to 3");
            int outcome = fields.u8();
            fields.require(outcome < Outcome.values().length, "an outcome from 0 to 3");
            int count = fields.count(QueueLimits.FIRINGS_SKIPPED_MAX);
            long nominal = fields.ranged(0, Long.MAX_VALUE);
            MessageRef job = ScheduleFields.jobSent(fields);
            fields.require((job == null) == (outcome != 0), "a job where one was sent, and only there");
            return new ScheduleFired(
                    name,
                    By.values()[by],
                    Outcome.values()[outcome],
                    count,
                    nominal,
                    job,
                    fields.ranged(0, Long.MAX_VALUE),
                    fields.ranged(0, Long.MAX_VALUE),
                    fields.text(QueueLimits.REASON_BYTES_MAX),
                    fields.origin());
        }
    }
}
