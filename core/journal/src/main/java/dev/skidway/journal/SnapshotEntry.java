package dev.skidway.journal;

import java.util.List;

/**
 * A published snapshot as the manifest names it.
 *
 * @param info which moment it shows
 * @param attempt tells apart the files of snapshots of the same moment
 * @param fileBytes length of the file
 * @param lastCrc checksum of its last block, which through the chain stands for the whole file
 * @param liveSegments segments with payload bytes that its state needs, ascending
 * @param spillFiles spill files with parts of its state, ascending
 */
record SnapshotEntry(
        SnapshotInfo info,
        long attempt,
        long fileBytes,
        int lastCrc,
        long[] liveSegments,
        List<SpillExtent> spillFiles) {

    boolean needsSpillFile(long file) {
        return spillFiles.stream().anyMatch(extent -> extent.file() == file);
    }

    String fileName() {
        return FileNames.snapshot(info.partition(), info.sequence(), attempt);
    }
}
