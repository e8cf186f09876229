package dev.skidway.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Manifests as bytes; the byte table is in {@code docs/formats/side-files.md}.
 */
final class ManifestCodec {

    private static final int HEAD_BYTES = 28;
    private static final int SNAPSHOT_BYTES = 64;

    private static final int SPILL_BYTES = 16;

    private ManifestCodec() {}

    static ByteBuffer encode(Manifest manifest, long journalId) {
        int bytes = HEAD_BYTES;
        for (SnapshotEntry entry : manifest.snapshots()) {
            bytes += SNAPSHOT_BYTES
                    + entry.liveSegments().length * Long.BYTES
                    + entry.spillFiles().size() * SPILL_BYTES;
        }
        ByteBuffer body = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        body.putLong(journalId)
                .putLong(manifest.number())
                .putLong(manifest.firstSegment())
                .putInt(manifest.snapshots().size());
        for (SnapshotEntry entry : manifest.snapshots()) {
            SnapshotInfo info = entry.info();
            body.putInt(info.partition())
                    .putInt(info.term())
                    .putLong(info.sequence())
                    .putLong(info.timestampMillis())
                    .putLong(info.replayPosition())
                    .putLong(entry.attempt())
                    .putLong(entry.fileBytes())
                    .putInt(entry.lastCrc())
                    .putInt(0)
                    .putInt(entry.liveSegments().length);
            for (long segment : entry.liveSegments()) {
                body.putLong(segment);
            }
            body.putInt(entry.spillFiles().size());
            for (SpillExtent extent : entry.spillFiles()) {
                body.putLong(extent.file()).putLong(extent.bytes());
            }
        }
        return SideFile.wrap(SideFile.MANIFEST_MAGIC, body.flip());
    }

    /** The manifest in {@code file}; null if it is damaged, torn or of another journal. */
    static @Nullable Manifest decode(ByteBuffer file, long journalId) {
        ByteBuffer body = SideFile.unwrap(SideFile.MANIFEST_MAGIC, file);
        if (body == null || body.remaining() < HEAD_BYTES || body.getLong() != journalId) {
            return null;
        }
        long number = body.getLong();
        long firstSegment = body.getLong();
        int count = body.getInt();
        List<SnapshotEntry> snapshots = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SnapshotEntry snapshot = snapshot(body);
            if (snapshot == null) {
                return null;
            }
            snapshots.add(snapshot);
        }
        return new Manifest(number, firstSegment, List.copyOf(snapshots));
    }

    /** The next entry; null if there is no room for what it announces. */
    private static @Nullable SnapshotEntry snapshot(ByteBuffer body) {
        if (body.remaining() < SNAPSHOT_BYTES) {
            return null;
        }
        int partition = body.getInt();
        int term = body.getInt();
        long sequence = body.getLong();
        long timestampMillis = body.getLong();
        long replayPosition = body.getLong();
        long attempt = body.getLong();
        long fileBytes = body.getLong();
        int lastCrc = body.getInt();
        body.getInt();
        int liveCount = body.getInt();
        if (liveCount < 0 || liveCount > (body.remaining() - Integer.BYTES) / Long.BYTES) {
            return null;
        }
        long[] liveSegments = new long[liveCount];
        for (int i = 0; i < liveSegments.length; i++) {
            liveSegments[i] = body.getLong();
        }
        int spillCount = body.getInt();
        if (spillCount < 0 || spillCount > body.remaining() / SPILL_BYTES) {
            return null;
        }
        List<SpillExtent> spillFiles = new ArrayList<>();
        for (int i = 0; i < spillCount; i++) {
            spillFiles.add(new SpillExtent(body.getLong(), body.getLong()));
        }
        SnapshotInfo info = new SnapshotInfo(partition, replayPosition, sequence, term, timestampMillis);
        return new SnapshotEntry(info, attempt, fileBytes, lastCrc, liveSegments, List.copyOf(spillFiles));
    }
}
