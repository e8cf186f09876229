package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;

/** A schedule was created or replaced; {@code nextMillis} is its next nominal time, acted on at {@code fireAtMillis}. */
record ScheduleSaved(ScheduleName name, ScheduleSpec spec, long nextMillis, long fireAtMillis, Origin origin)
        implements Event {

    static final EventType<ScheduleSaved> TYPE = new Type();

    private static final class Type extends QueueEventType<ScheduleSaved> {

        Type() {
            super(FIRST_ID + 27, 1, ScheduleSaved.class);
        }

        @Override
        public int encodedBytes(ScheduleSaved event) {
            return ScheduleFields.bytesOf(event.name)
                    + ScheduleFields.bytesOf(event.spec)
                    + 16
                    + Fields.bytesOf(event.origin);
        }

        @Override
        public void encode(ScheduleSaved event, ByteBuffer target) {
            ScheduleFields.put(target, event.name);
            ScheduleFields.put(target, event.spec);
            target.putLong(event.nextMillis);
            target.putLong(event.fireAtMillis);
            Fields.put(target, event.origin);
        }

        @Override
        ScheduleSaved read(Fields fields, long bodyOffset) {
            return new ScheduleSaved(
                    ScheduleFields.name(fields),
                    ScheduleFields.spec(fields),
                    fields.ranged(0, Long.MAX_VALUE),
                    fields.ranged(0, Long.MAX_VALUE),
                    fields.origin());
        }
    }
}
