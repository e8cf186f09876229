package dev.skidway.journal;

import static dev.skidway.journal.BlockFormat.ALIGNMENT_BYTES;
import static dev.skidway.journal.BlockFormat.HEADER_BYTES;

/**
 * Sizes, bounds and delays of the journal, its snapshots and its housekeeping.
 *
 * @param segmentBytes size of every segment file; a multiple of 4,096, 64 KiB to 1 GiB; fixed when the folder is created
 * @param blockBytesMax largest block, and so the most that shares one force; a multiple of 4,096, at most {@code segmentBytes}
 * @param frameBytesMax largest frame with its header; at most {@code blockBytesMax} less 64
 * @param spareSegments prepared segments kept in reserve: what acks can still use once new work is refused; 1 to 64. Two while there is
 *     plenty of room and the load is light
 * @param bytesMax most the segment files may take together, spill files counted in where more are wanted; room for at least {@code spareSegments + 2} of them
 * @param freeBytesMin free space on the file system below which no segment is added
 * @param ringBytes memory for the newest bytes of the journal; a multiple of 4,096, at least {@code blockBytesMax}
 * @param snapshotBufferBytes most bytes that a snapshot, and what a partition spills, may have waiting for the disk
 * @param ballastBytes size of the file that is given up when a snapshot meets a full disk; 0 for none
 * @param idleSealMillis quiet time after which a seal block confirms the last block
 * @param durableNoteMillis how often, at most, the durable position is noted outside the journal
 * @param retryMillis how long to wait before asking again for space that was refused
 */
public record JournalConfig(
        int segmentBytes,
        int blockBytesMax,
        int frameBytesMax,
        int spareSegments,
        long bytesMax,
        long freeBytesMin,
        int ringBytes,
        int snapshotBufferBytes,
        long ballastBytes,
        long idleSealMillis,
        long durableNoteMillis,
        long retryMillis) {

    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;
    private static final int SEGMENT_BYTES_MIN = 64 * KIB;
    private static final int SEGMENT_BYTES_MAX = 1024 * MIB;
    private static final int SPARE_SEGMENTS_MAX = 64;

    public JournalConfig {
        require(
                segmentBytes >= SEGMENT_BYTES_MIN
                        && segmentBytes <= SEGMENT_BYTES_MAX
                        && segmentBytes % ALIGNMENT_BYTES == 0,
                "segment-bytes must be a multiple of 4096 from 65536 to 1073741824, found " + segmentBytes);
        require(
                blockBytesMax >= 2 * ALIGNMENT_BYTES
                        && blockBytesMax <= segmentBytes
                        && blockBytesMax % ALIGNMENT_BYTES == 0,
                "block-bytes-max must be a multiple of 4096 from 8192 to segment-bytes, found " + blockBytesMax);
        require(
                frameBytesMax >= KIB && frameBytesMax <= blockBytesMax - HEADER_BYTES,
                "frame-bytes-max must be from 1024 to block-bytes-max less 64, found " + frameBytesMax);
        require(
                spareSegments >= 1 && spareSegments <= SPARE_SEGMENTS_MAX,
                "spare-segments must be from 1 to 64, found " + spareSegments);
        require(
                bytesMax >= (spareSegments + 2L) * segmentBytes,
                "bytes-max must have room for spare-segments + 2 segments, found " + bytesMax);
        require(freeBytesMin >= 0, "free-bytes-min must not be negative, found " + freeBytesMin);
        require(
                ringBytes >= blockBytesMax && ringBytes % ALIGNMENT_BYTES == 0,
                "ring-bytes must be a multiple of 4096, at least block-bytes-max, found " + ringBytes);
        require(
                snapshotBufferBytes >= KIB,
                "snapshot-buffer-bytes must be at least 1024, found " + snapshotBufferBytes);
        require(ballastBytes >= 0, "ballast-bytes must not be negative, found " + ballastBytes);
        require(idleSealMillis >= 1, "idle-seal-millis must be at least 1, found " + idleSealMillis);
        require(durableNoteMillis >= 1, "durable-note-millis must be at least 1, found " + durableNoteMillis);
        require(retryMillis >= 1, "retry-millis must be at least 1, found " + retryMillis);
    }

    /** What a server uses unless told otherwise. */
    public static JournalConfig defaults() {
        return new JournalConfig(
                64 * MIB,
                4 * MIB,
                2 * MIB + 256 * KIB,
                3,
                100L * 1024 * MIB,
                512L * MIB,
                16 * MIB,
                4 * MIB,
                32L * MIB,
                200,
                1000,
                1000);
    }

    /** Small files and buffers, so that tests and simulations roll, recycle and run out of room quickly. */
    public static JournalConfig small() {
        return new JournalConfig(
                64 * KIB, 16 * KIB, 8 * KIB, 2, 16L * MIB, 0, 32 * KIB, 16 * KIB, 8L * KIB, 20, 50, 100);
    }

    public JournalConfig withSegmentBytes(int value) {
        return new JournalConfig(
                value,
                blockBytesMax,
                frameBytesMax,
                spareSegments,
                bytesMax,
                freeBytesMin,
                ringBytes,
                snapshotBufferBytes,
                ballastBytes,
                idleSealMillis,
                durableNoteMillis,
                retryMillis);
    }

    public JournalConfig withBytesMax(long value) {
        return new JournalConfig(
                segmentBytes,
                blockBytesMax,
                frameBytesMax,
                spareSegments,
                value,
                freeBytesMin,
                ringBytes,
                snapshotBufferBytes,
                ballastBytes,
                idleSealMillis,
                durableNoteMillis,
                retryMillis);
    }

    public JournalConfig withFreeBytesMin(long value) {
        return new JournalConfig(
                segmentBytes,
                blockBytesMax,
                frameBytesMax,
                spareSegments,
                bytesMax,
                value,
                ringBytes,
                snapshotBufferBytes,
                ballastBytes,
                idleSealMillis,
                durableNoteMillis,
                retryMillis);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
