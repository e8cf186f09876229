package dev.skidway.engine;

import org.jspecify.annotations.Nullable;

/**
 * How a partition stands with its room on disk, and what it did about it since it was opened.
 *
 * @param liveBytes payload bytes that are still needed
 * @param liveSegments segments that hold some of them
 * @param releasableSegments segments without any that the next snapshot releases
 * @param passes walks over the state for payloads to copy
 * @param payloadsCopied payloads copied forward
 * @param bytesCopied bytes of those
 * @param segmentsEmptied segments whose last live bytes were copied away
 * @param payloadsDamaged payloads that should have been copied but are damaged; their segments stay
 * @param newestDamage where the newest of those lies, or null
 */
public record CompactionStats(
        long liveBytes,
        int liveSegments,
        int releasableSegments,
        long passes,
        long payloadsCopied,
        long bytesCopied,
        long segmentsEmptied,
        long payloadsDamaged,
        @Nullable String newestDamage) {

    /** Of a partition that has not looked yet. */
    static final CompactionStats NONE = new CompactionStats(0, 0, 0, 0, 0, 0, 0, 0, null);
}
