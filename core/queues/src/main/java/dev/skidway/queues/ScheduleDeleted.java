package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;

/** A schedule is gone, with the firings that waited. */
record ScheduleDeleted(ScheduleName name, Origin origin) implements Event {

    static final EventType<ScheduleDeleted> TYPE = new Type();

    private static final class Type extends QueueEventType<ScheduleDeleted> {

        Type() {
            super(FIRST_ID + 28, 1, ScheduleDeleted.class);
        }

        @Override
        public int encodedBytes(ScheduleDeleted event) {
            return ScheduleFields.bytesOf(event.name) + Fields.bytesOf(event.origin);
        }

        @Override
        public void encode(ScheduleDeleted event, ByteBuffer target) {
            ScheduleFields.put(target, event.name);
            Fields.put(target, event.origin);
        }

        @Override
        ScheduleDeleted read(Fields fields, long bodyOffset) {
            return new ScheduleDeleted(ScheduleFields.name(fields), fields.origin());
        }
    }
}
