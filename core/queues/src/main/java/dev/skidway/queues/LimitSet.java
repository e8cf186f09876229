package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;

/** A shared limit was made or changed. */
record LimitSet(LimitName name, int concurrencyMax, RateLimit rate, Origin origin) implements Event {

    static final EventType<LimitSet> TYPE = new Type();

    private static final class Type extends QueueEventType<LimitSet> {

        Type() {
            super(FIRST_ID + 24, 1, LimitSet.class);
        }

        @Override
        public int encodedBytes(LimitSet event) {
            return Fields.bytesOf(event.name.namespace())
                    + Fields.bytesOf(event.name.name())
                    + 4
                    + FieldsOfDispatch.RATE_BYTES
                    + Fields.bytesOf(event.origin);
        }

        @Override
        public void encode(LimitSet event, ByteBuffer target) {
            Fields.put(target, event.name.namespace());
            Fields.put(target, event.name.name());
            target.putInt(event.concurrencyMax);
            FieldsOfDispatch.put(target, event.rate);
            Fields.put(target, event.origin);
        }

        @Override
        LimitSet read(Fields fields, long bodyOffset) {
            return new LimitSet(
                    FieldsOfDispatch.limitName(fields),
                    FieldsOfDispatch.limit(fields, QueueLimits.CONCURRENCY_MAX),
                    FieldsOfDispatch.rate(fields),
                    fields.origin());
        }
    }
}
