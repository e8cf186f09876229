package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Leases got another end. */
record VisibilityChanged(long queueId, List<Changed> messages) implements Event {

    static final EventType<VisibilityChanged> TYPE = new Type();

    /** One message; an end that is not later than the frame's time gives it back at once. */
    record Changed(long lane, long slot, long untilMillis) {}

    private static final class Type extends QueueEventType<VisibilityChanged> {

        Type() {
            super(FIRST_ID + 7, 1, VisibilityChanged.class);
        }

        @Override
        public int encodedBytes(VisibilityChanged event) {
            return 12 + 24 * event.messages.size();
        }

        @Override
        public void encode(VisibilityChanged event, ByteBuffer target) {
            target.putLong(event.queueId);
            target.putInt(event.messages.size());
            for (Changed changed : event.messages) {
                target.putLong(changed.lane);
                target.putLong(changed.slot);
                target.putLong(changed.untilMillis);
            }
        }

        @Override
        VisibilityChanged read(Fields fields, long bodyOffset) {
            long queueId = fields.ranged(1, QUEUE_ID_MAX);
            int count = fields.count(QueueLimits.ENTRIES_MAX);
            List<Changed> messages = new ArrayList<>(count);
            for (int index = 0; index < count; index++) {
                messages.add(new Changed(fields.ranged(0, NUMBER_MAX), fields.ranged(0, NUMBER_MAX), fields.i64()));
            }
            return new VisibilityChanged(queueId, messages);
        }
    }
}
