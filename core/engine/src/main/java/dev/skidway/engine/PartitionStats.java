package dev.skidway.engine;

import java.util.Map;

/**
 * What a partition has done since it was opened, and how it stands; values may be a moment old.
 *
 * @param commandsByName commands decided, by the simple name of their class
 * @param frames frames written
 * @param frameBytes bytes of those frames
 * @param events events applied live
 * @param timerFrames frames that fired timers
 * @param inboxCommands commands that wait to be decided
 * @param waitingCommands commands that wait for something to happen
 * @param pendingReplies replies that wait for their block to become durable
 * @param oldestOverdueTimerMillis by how much the earliest timer was late when timers were looked at last, 0 when none was
 * @param snapshotAgeMillis engine time since the newest published snapshot began, or since the start when there is none
 * @param compaction how it stands with its room on disk
 * @param resident state that can be put away: what is in memory, and what is not
 * @param partsLoaded parts of the state that came back into memory
 * @param partsReadInLine parts that the partition had to wait for, because nothing had asked for them before
 * @param clockDisputed whether the wall clock is too far away to be believed
 */
public record PartitionStats(
        Map<String, Long> commandsByName,
        long frames,
        long frameBytes,
        long events,
        long timerFrames,
        int inboxCommands,
        int waitingCommands,
        int pendingReplies,
        long oldestOverdueTimerMillis,
        long snapshotAgeMillis,
        CompactionStats compaction,
        ResidentState resident,
        long partsLoaded,
        long partsReadInLine,
        boolean clockDisputed) {}
