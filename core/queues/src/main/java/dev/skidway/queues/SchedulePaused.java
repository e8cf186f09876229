package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;

/** A schedule was paused, or goes on if {@code paused} is false. */
record SchedulePaused(ScheduleName name, boolean paused, String note, Origin origin) implements Event {

    static final EventType<SchedulePaused> TYPE = new Type();

    private static final class Type extends QueueEventType<SchedulePaused> {

        Type() {
            super(FIRST_ID + 29, 1, SchedulePaused.class);
        }

        @Override
        public int encodedBytes(SchedulePaused event) {
            return ScheduleFields.bytesOf(event.name) + 1 + Fields.bytesOf(event.note) + Fields.bytesOf(event.origin);
        }

        @Override
        public void encode(SchedulePaused event, ByteBuffer target) {
            ScheduleFields.put(target, event.name);
            target.put((byte) (event.paused ? 1 : 0));
            Fields.put(target, event.note);
            Fields.put(target, event.origin);
        }

        @Override
        SchedulePaused read(Fields fields, long bodyOffset) {
            ScheduleName name = ScheduleFields.name(fields);
            int paused = fields.u8();
            fields.require(paused <= 1, "0 or 1");
            return new SchedulePaused(name, paused == 1, fields.text(QueueLimits.NOTE_BYTES_MAX), fields.origin());
        }
    }
}
