package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;

/** A schedule is to fire for times in the past, {@code firings} from {@code firstMillis} on. */
record BackfillAsked(ScheduleName name, long firstMillis, int firings, Overlap overlap, Origin origin)
        implements Event {

    static final EventType<BackfillAsked> TYPE = new Type();

    private static final class Type extends QueueEventType<BackfillAsked> {

        Type() {
            super(FIRST_ID + 30, 1, BackfillAsked.class);
        }

        @Override
        public int encodedBytes(BackfillAsked event) {
            return ScheduleFields.bytesOf(event.name) + 13 + Fields.bytesOf(event.origin);
        }

        @Override
        public void encode(BackfillAsked event, ByteBuffer target) {
            ScheduleFields.put(target, event.name);
            target.putLong(event.firstMillis);
            target.putInt(event.firings);
            target.put((byte) event.overlap.ordinal());
            Fields.put(target, event.origin);
        }

        @Override
        BackfillAsked read(Fields fields, long bodyOffset) {
            return new BackfillAsked(
                    ScheduleFields.name(fields),
                    fields.ranged(0, Long.MAX_VALUE),
                    fields.count(QueueLimits.BACKFILL_FIRINGS_MAX),
                    ScheduleFields.overlap(fields),
                    fields.origin());
        }
    }
}
