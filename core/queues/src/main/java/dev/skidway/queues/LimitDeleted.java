package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;

/** A shared limit that no queue names any more is gone. */
record LimitDeleted(LimitName name, Origin origin) implements Event {

    static final EventType<LimitDeleted> TYPE = new Type();

    private static final class Type extends QueueEventType<LimitDeleted> {

        Type() {
            super(FIRST_ID + 25, 1, LimitDeleted.class);
        }

        @Override
        public int encodedBytes(LimitDeleted event) {
            return Fields.bytesOf(event.name.namespace())
                    + Fields.bytesOf(event.name.name())
                    + Fields.bytesOf(event.origin);
        }

        @Override
        public void encode(LimitDeleted event, ByteBuffer target) {
            Fields.put(target, event.name.namespace());
            Fields.put(target, event.name.name());
            Fields.put(target, event.origin);
        }

        @Override
        LimitDeleted read(Fields fields, long bodyOffset) {
            return new LimitDeleted(FieldsOfDispatch.limitName(fields), fields.origin());
        }
    }
}
