package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;

/** Common part of the domain's event types: ids count from 256, and a body is read to its last byte. */
abstract class QueueEventType<E extends Event> implements EventType<E> {

    static final int FIRST_ID = 256;
    static final long QUEUE_ID_MAX = 0xFFFF_FFFFL;
    static final long NUMBER_MAX = (1L << 40) - 1;

    private final int id;
    private final int version;
    private final Class<E> eventClass;

    QueueEventType(int id, int version, Class<E> eventClass) {
        this.id = id;
        this.version = version;
        this.eventClass = eventClass;
    }

    abstract E read(Fields fields, long bodyOffset);

    @Override
    public final int id() {
        return id;
    }

    @Override
    public final int version() {
        return version;
    }

    @Override
    public final Class<E> eventClass() {
        return eventClass;
    }

    @Override
    public final E decode(ByteBuffer source, long bodyOffset) {
        Fields fields = Fields.ofEvent(source, eventClass.getSimpleName());
        // Offsets inside the body count from its first byte.
        E event = read(fields, bodyOffset - fields.position());
        fields.end();
        return event;
    }
}
