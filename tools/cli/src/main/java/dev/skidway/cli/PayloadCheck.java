package dev.skidway.cli;

import dev.skidway.base.SkidwayException;
import dev.skidway.journal.FileJournal;
import dev.skidway.queues.PayloadChecksum;
import dev.skidway.queues.PayloadVisitor;
import dev.skidway.queues.QueueName;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the payload of every live message and compares it with its checksum. */
final class PayloadCheck implements PayloadVisitor {

    private static final String ADVICE = "; keep a copy of the folder and restore it from a backup";
    private static final int ROOM_BYTES = 1 << 16;

    private final FileJournal journal;
    private final Verification seen;
    private ByteBuffer room = ByteBuffer.allocate(ROOM_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    PayloadCheck(FileJournal journal, Verification seen) {
        this.journal = journal;
        this.seen = seen;
    }

    @Override
    public void payload(QueueName queue, long position, int bytes) {
        seen.messages++;
        seen.payloadBytes += bytes - PayloadChecksum.BYTES;
        if (bytes > room.capacity()) {
            room = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
        journal.read(position, room.clear().limit(bytes));
        if (!PayloadChecksum.agrees(room.flip())) {
            seen.found(new Finding(
                    CliError.PAYLOAD_DAMAGED.code(),
                    journal.placeOf(position) + ": expected an undamaged payload of "
                            + (bytes - PayloadChecksum.BYTES) + " bytes of a message in queue " + queue.name()
                            + ", but its checksum differs" + ADVICE));
        }
    }

    @Override
    public void unreadable(QueueName queue, int messages, SkidwayException failure) {
        if (ExitStatus.of(failure) != ExitStatus.DAMAGED_DATA) {
            throw failure;
        }
        seen.found(new Finding(
                failure.code().code(),
                failure.text() + "; it tells where " + messages + " messages of queue " + queue.name() + " lie"));
    }
}
