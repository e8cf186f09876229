package dev.skidway.sim;

import dev.skidway.journal.FileJournal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Counts the types of events in the journal, so that none goes unexercised. */
final class EventTypes {

    private static final int RECORD_HEADER_BYTES = 8;

    private final Coverage coverage;
    private long countedUpTo;

    EventTypes(Coverage coverage) {
        this.coverage = coverage;
    }

    /** Counts what is new and still there. */
    void count(FileJournal journal) {
        long end = journal.durablePosition();
        if (countedUpTo < end) {
            journal.readFrom(countedUpTo, (position, header, records) -> countFrame(records));
            countedUpTo = end;
        }
    }

    private void countFrame(ByteBuffer records) {
        ByteBuffer each = records.slice().order(ByteOrder.LITTLE_ENDIAN);
        while (each.remaining() >= RECORD_HEADER_BYTES) {
            int length = each.getInt(each.position());
            coverage.hit("journal: event type " + Short.toUnsignedInt(each.getShort(each.position() + 4)));
            each.position(each.position() + length);
        }
    }
}
