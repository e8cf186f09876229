package dev.skidway.journal;

import java.util.ArrayList;
import java.util.List;

/**
 * What a copy of a data folder must hold to show exactly its state at one frame border.
 *
 * @param endPosition the border: everything that was durable when the plan was made lies below it
 * @param files to be copied; they do not change as long as they are held
 * @param sides small files whose bytes are given, because those in the folder do change
 */
public record BackupPlan(long endPosition, List<Part> files, List<Side> sides) {

    /**
     * A file to copy.
     *
     * @param bytes how much of it, from its start
     * @param size how long the copy must be: the rest is zeros
     */
    public record Part(String name, long bytes, long size) {}

    /** A file to write; the secret key of the folder is left out of its identity. */
    public record Side(String name, byte[] content) {}

    public BackupPlan {
        files = List.copyOf(files);
        sides = List.copyOf(sides);
    }

    /** Everything that the files of a published manifest need, up to {@code endPosition}. */
    static BackupPlan of(Manifest manifest, Identity identity, long endPosition) {
        int segmentBytes = identity.segmentBytes();
        List<Part> files = new ArrayList<>();
        for (long sequence : manifest.retained()) {
            files.add(new Part(FileNames.segment(sequence), segmentBytes, segmentBytes));
        }
        long last = lastSegment(manifest, segmentBytes, endPosition);
        for (long sequence = manifest.firstSegment(); sequence <= last; sequence++) {
            long bytes = sequence < last ? segmentBytes : endPosition - sequence * segmentBytes;
            files.add(new Part(FileNames.segment(sequence), bytes, segmentBytes));
        }
        for (SnapshotEntry entry : manifest.snapshots()) {
            files.add(new Part(entry.fileName(), entry.fileBytes(), entry.fileBytes()));
            for (SpillExtent extent : entry.spillFiles()) {
                String name = FileNames.spill(entry.info().partition(), extent.file());
                files.add(new Part(name, extent.bytes(), extent.bytes()));
            }
        }
        return new BackupPlan(
                endPosition,
                files,
                List.of(
                        new Side(
                                FileNames.IDENTITY,
                                identity.withoutKey().encode().array()),
                        new Side(
                                FileNames.MANIFEST_A,
                                ManifestCodec.encode(manifest, identity.journalId())
                                        .array())));
    }

    static long lastSegment(Manifest manifest, int segmentBytes, long endPosition) {
        return Math.max(manifest.firstSegment(), (endPosition - 1) / segmentBytes);
    }
}
