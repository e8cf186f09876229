package dev.skidway.journal;

import dev.skidway.base.SkidwayException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Brings the blobs of one partition to the disk: several writes, one force, then they count.
 *
 * <p>A file that failed, or is full, gets no more blobs. What was confirmed in it stays: it was forced before.
 */
final class SpillRecorder {

    private static final int STEP_BYTES = 1 << 20;
    private static final int BATCH_BYTES = 8 << 20;

    private final StorageParts parts;
    private final SpillHandover handover;
    private final SpillCatalog catalog;
    private final long fileBytesMax;
    private final List<SpillResult.Written> batch = new ArrayList<>();
    private ByteBuffer buffer = newBuffer(BlockFormat.ALIGNMENT_BYTES);
    private long nextNumber;
    private @Nullable DiskFile file;
    private long number;
    private long offset;
    private long blobNumber;
    private long confirmedBlobs;
    private int batchBytes;
    private boolean forcing;
    private SpillHandover.@Nullable Blob unwritten;
    private final List<String> abandoned = new ArrayList<>();
    private boolean refused;
    private long askAgainNanos;

    SpillRecorder(StorageParts parts, SpillHandover handover, SpillCatalog catalog) {
        this.parts = parts;
        this.handover = handover;
        this.catalog = catalog;
        this.fileBytesMax = handover.fileBytesMax();
        this.nextNumber = handover.firstNewFile();
    }

    SpillHandover handover() {
        return handover;
    }

    /** Does the next piece of work; returns whether there was any. Never throws for the disk's sake: nothing is lost with a blob. */
    boolean step() {
        if (forcing) {
            return completeForce();
        }
        int bytes = 0;
        while (bytes < STEP_BYTES && batchBytes < BATCH_BYTES) {
            SpillHandover.Blob blob = unwritten == null ? handover.take() : unwritten;
            unwritten = null;
            if (blob == null) {
                break;
            }
            int length = BlockFormat.HEADER_BYTES + blob.body().remaining();
            if (!batch.isEmpty() && offset + length > fileBytesMax) {
                // The next file begins once this one is forced.
                unwritten = blob;
                break;
            }
            write(blob, length);
            bytes += length;
        }
        if (bytes < STEP_BYTES) {
            startForce();
        }
        return bytes > 0 || forcing;
    }

    private void write(SpillHandover.Blob blob, int length) {
        try {
            DiskFile target = fileWithRoom(length);
            if (target == null) {
                handover.tell(new SpillResult.NotWritten(blob.token()));
                return;
            }
            int crc = encode(blob.body(), length);
            target.write(buffer.limit(length), offset);
            batch.add(new SpillResult.Written(blob.token(), new SpillRef(number, offset, length, crc)));
            offset += length;
            batchBytes += length;
            blobNumber++;
            catalog.grown(length);
        } catch (IOException e) {
            // Full, most likely: the partition keeps what it has in memory and tries again.
            refuse();
            handover.tell(new SpillResult.NotWritten(blob.token()));
        }
    }

    /** The file to write to; null if there is no room for another one. */
    private @Nullable DiskFile fileWithRoom(int length) throws IOException {
        if (refused && parts.time().monotonicNanos() - askAgainNanos < 0) {
            return null;
        }
        refused = false;
        DiskFile current = file;
        if (current != null && offset + length <= fileBytesMax) {
            return current;
        }
        if (!mayGrow(Math.max(length, fileBytesMax))) {
            refuse();
            return null;
        }
        String name = FileNames.spill(handover.partition(), nextNumber);
        DiskFile created = parts.disk().create(name);
        catalog.add(name, created);
        file = created;
        number = nextNumber++;
        offset = 0;
        blobNumber = 0;
        confirmedBlobs = 0;
        return created;
    }

    private boolean mayGrow(long bytes) throws IOException {
        long segmentBytes = (long) parts.config().segmentBytes()
                * (parts.segments().inUseCount() + parts.pool().count());
        return segmentBytes + catalog.bytes() + bytes <= parts.config().bytesMax()
                && parts.disk().usableBytes() - bytes >= parts.config().freeBytesMin();
    }

    private int encode(ByteBuffer body, int length) {
        if (buffer.capacity() < length) {
            buffer = newBuffer(Integer.highestOneBit(length - 1) << 1);
        }
        buffer.clear().put(BlockFormat.HEADER_BYTES, body, body.position(), body.remaining());
        BlockHeader header = new BlockHeader(
                BlockFormat.SPILL_MAGIC,
                0,
                length,
                0,
                handover.partition(),
                blobNumber,
                offset,
                0,
                number,
                parts.identity().journalId());
        return BlockFormat.put(buffer, 0, header);
    }

    private void startForce() {
        DiskFile current = file;
        if (current == null || batch.isEmpty()) {
            return;
        }
        try {
            current.startForce();
            forcing = true;
        } catch (IOException e) {
            giveUpBatch();
        }
    }

    private boolean completeForce() {
        DiskFile current = file;
        try {
            if (current == null || !current.forceDone()) {
                return false;
            }
            // Once the partition has let go of its memory it is too late to find out.
            batch.forEach(written -> handover.read(written.ref()));
            confirm();
        } catch (IOException | SkidwayException e) {
            giveUpBatch();
        }
        return true;
    }

    private void confirm() {
        forcing = false;
        confirmedBlobs += batch.size();
        batch.forEach(handover::tell);
        batch.clear();
        batchBytes = 0;
    }

    /** After a failed force nothing that was not confirmed counts, and the file is not trusted with more. */
    private void giveUpBatch() {
        forcing = false;
        refuse();
        batch.forEach(written -> handover.tell(new SpillResult.NotWritten(written.token())));
        batch.clear();
        batchBytes = 0;
        file = null;
        if (confirmedBlobs == 0) {
            abandoned.add(FileNames.spill(handover.partition(), number));
        }
    }

    /** Files without a blob that counts, to be removed. */
    List<String> takeAbandoned() {
        List<String> names = List.copyOf(abandoned);
        abandoned.clear();
        return names;
    }

    private void refuse() {
        refused = true;
        askAgainNanos = parts.time().monotonicNanos()
                + TimeUnit.MILLISECONDS.toNanos(parts.config().retryMillis());
    }

    private static ByteBuffer newBuffer(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
