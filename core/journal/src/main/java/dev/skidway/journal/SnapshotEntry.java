package dev.skidway.journal;

/**
 * A published snapshot as the manifest names it.
 *
 * @param info which moment it shows
 * @param attempt tells apart the files of snapshots of the same moment
 * @param fileBytes length of the file
 * @param lastCrc checksum of its last block, which through the chain stands for the whole file
 * @param liveSegments segments with payload bytes that its state needs, ascending
 */
record SnapshotEntry(SnapshotInfo info, long attempt, long fileBytes, int lastCrc, long[] liveSegments) {

    String fileName() {
        return FileNames.snapshot(info.partition(), info.sequence(), attempt);
    }
}
