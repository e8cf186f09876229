package dev.skidway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A small file beside the journal that remembers how far the journal is known to be durable, in two places written in turn.
 *
 * <p>It lags behind: its use is to notice that the end of the log has vanished when no later block can tell.
 */
final class DurableNote {

    private static final int SLOT_BYTES = BlockFormat.ALIGNMENT_BYTES;
    private static final int BODY_BYTES = 3 * Long.BYTES;

    private final DiskFile file;
    private final long journalId;
    private long count;
    private long position;
    private long writing = -1;
    /** Whether this process has forced what is noted; what it found may be in the page cache only. */
    private boolean forced;

    private DurableNote(DiskFile file, long journalId) {
        this.file = file;
        this.journalId = journalId;
    }

    /** Opens the note, making an empty one where there is none. */
    static DurableNote open(Disk disk, long journalId, List<String> names) throws IOException {
        DiskFile file =
                names.contains(FileNames.DURABLE) ? disk.open(FileNames.DURABLE) : disk.create(FileNames.DURABLE);
        if (file.size() < 2L * SLOT_BYTES) {
            // Both places exist from the start, so that a note never needs room.
            file.write(ByteBuffer.allocate((int) (2L * SLOT_BYTES - file.size())), file.size());
        }
        DurableNote note = new DurableNote(file, journalId);
        for (int slot = 0; slot < 2; slot++) {
            ByteBuffer bytes = ByteBuffer.allocate(SideFile.ENVELOPE_BYTES + BODY_BYTES);
            file.read(bytes, (long) slot * SLOT_BYTES);
            note.take(bytes.flip());
        }
        return note;
    }

    private void take(ByteBuffer bytes) {
        ByteBuffer body = SideFile.unwrap(SideFile.DURABLE_MAGIC, bytes);
        if (body == null || body.remaining() != BODY_BYTES || body.getLong() != journalId) {
            return;
        }
        long number = body.getLong();
        if (number > count) {
            count = number;
            position = body.getLong();
        }
    }

    /** The highest position noted, 0 for none. */
    long position() {
        return position;
    }

    boolean isWriting() {
        return writing >= 0;
    }

    /** Begins to note {@code durablePosition}; {@link #written} says when it is there. */
    void write(long durablePosition) throws IOException {
        ByteBuffer body = ByteBuffer.allocate(BODY_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        body.putLong(journalId).putLong(count + 1).putLong(durablePosition).flip();
        file.write(SideFile.wrap(SideFile.DURABLE_MAGIC, body), (count + 1) % 2 * SLOT_BYTES);
        file.startForce();
        writing = durablePosition;
    }

    /** True once the position given to {@link #write} is durable. */
    boolean written() throws IOException {
        if (!isWriting() || !file.forceDone()) {
            return false;
        }
        count++;
        position = writing;
        forced = true;
        writing = -1;
        return true;
    }

    /**
     * Notes {@code durablePosition}, waiting for the disk; also where that is noted already by a former process, which may have been killed
     * before the disk had it.
     */
    void writeNow(long durablePosition) throws IOException {
        while (isWriting() && !written()) {
            Thread.onSpinWait();
        }
        if (durablePosition > position || !forced) {
            write(Math.max(position, durablePosition));
            while (!written()) {
                Thread.onSpinWait();
            }
        }
    }

    void close() throws IOException {
        file.close();
    }
}
