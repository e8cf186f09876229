package dev.skidway.engine;

import dev.skidway.base.Invariant;
import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.engine.Domain.EventBinding;
import dev.skidway.journal.Journal;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Events as records of a frame (format: {@code docs/formats/frames.md}).
 *
 * <pre>
 * offset  size  field
 *      0     4  length of the record, header included
 *      4     2  type
 *      6     1  version
 *      7     1  flags, 0
 *      8     …  body
 * </pre>
 */
final class RecordCodec {

    static final int HEADER_BYTES = 8;
    static final int RECORDS_MAX = 65_535;

    private final EventRegistry registry;

    RecordCodec(EventRegistry registry) {
        this.registry = registry;
    }

    long encodedBytes(List<Event> events) {
        long bytes = 0;
        for (Event event : events) {
            bytes += HEADER_BYTES + bodyBytes(registry.of(event), event);
        }
        return bytes;
    }

    void encode(List<Event> events, ByteBuffer target) {
        for (Event event : events) {
            encode(registry.of(event), event, target);
        }
    }

    @SuppressWarnings("unchecked") // the registry finds a binding by the event's own class
    private static <E extends Event> int bodyBytes(EventBinding<E> binding, Event event) {
        return binding.type().encodedBytes((E) event);
    }

    @SuppressWarnings("unchecked") // the registry finds a binding by the event's own class
    private static <E extends Event> void encode(EventBinding<E> binding, Event event, ByteBuffer target) {
        EventType<E> type = binding.type();
        int start = target.position();
        int length = HEADER_BYTES + type.encodedBytes((E) event);
        target.putInt(length)
                .putShort((short) type.id())
                .put((byte) type.version())
                .put((byte) 0);
        type.encode((E) event, target);
        long written = (long) target.position() - start;
        if (written != length) {
            Invariant.check(false, "event type " + type.id() + " wrote another size than it said", length, written);
        }
    }

    /**
     * Reads all records of a frame.
     *
     * @param framePosition address of the frame, or where it is about to go; for messages only
     * @param records from position to limit; both are used up
     * @param into takes the events with their appliers
     */
    void decode(long framePosition, int recordCount, ByteBuffer records, DecodedFrame into) {
        int limit = records.limit();
        int start = records.position();
        int recordsOffset = Journal.FRAME_HEADER_BYTES - start;
        for (int i = 0; i < recordCount; i++) {
            decodeOne(framePosition, recordsOffset, records, limit, into);
        }
        if (records.position() != limit) {
            throw malformed(framePosition, "holds bytes after its last record");
        }
    }

    private void decodeOne(long framePosition, int recordsOffset, ByteBuffer records, int limit, DecodedFrame into) {
        int start = records.position();
        int offset = recordsOffset + start;
        long position = framePosition + offset;
        int length = limit - start < HEADER_BYTES ? 0 : records.getInt();
        if (length < HEADER_BYTES || length > limit - start) {
            throw malformed(position, "has no room for the record it announces");
        }
        int typeId = Short.toUnsignedInt(records.getShort());
        int version = Byte.toUnsignedInt(records.get());
        int flags = records.get();
        EventBinding<?> binding = registry.find(typeId);
        if (binding == null || binding.type().version() != version || flags != 0) {
            throw new SkidwayException(
                    EngineError.EVENT_UNKNOWN,
                    Severity.REFUSE_START,
                    "the record at " + position + " has event type " + typeId + ", version " + version + ", flags "
                            + flags
                            + ", which this program does not know; start the version that wrote it, or a newer one");
        }
        records.limit(start + length);
        into.decode(binding, records, offset + HEADER_BYTES);
        if (records.hasRemaining()) {
            throw malformed(position, "is longer than its event type " + typeId + " reads");
        }
        records.limit(limit);
    }

    private static SkidwayException malformed(long position, String what) {
        return new SkidwayException(
                EngineError.EVENT_MALFORMED,
                Severity.REFUSE_START,
                "the record at " + position + " " + what + "; the journal was written by a faulty program");
    }
}
