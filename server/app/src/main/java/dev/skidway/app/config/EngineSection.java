package dev.skidway.app.config;

import dev.skidway.engine.EngineLimits;
import dev.skidway.engine.ReclaimLimits;

/** Bounds of a partition. */
@About("Bounds of a partition, the single-threaded state machine that decides and applies.")
public record EngineSection(
        @Key(
                value = "16384",
                unit = "commands",
                min = 1,
                max = 1_048_576,
                reason = "Commands that may wait to be decided; more are answered with a throttle error at once.")
        int inboxCommandsMax,

        @Key(
                value = "67108864",
                unit = "bytes",
                min = 1,
                reason = "Bytes those commands may hold; more are answered with a throttle error at once.")
        long inboxBytesMax,

        @Key(
                value = "65536",
                unit = "commands",
                min = 1,
                max = 1_048_576,
                reason = "Commands that may wait for something to happen, such as long polls on empty queues.")
        int waitersMax,

        @Key(
                value = "65536",
                unit = "replies",
                min = 1,
                max = 1_048_576,
                reason = "Replies that may wait for their block to become durable; at the bound no command is taken.")
        int repliesMax,

        @Key(
                value = "256",
                unit = "commands",
                min = 1,
                max = 65_536,
                reason = "Decisions for clients in one turn: large enough to fill a block, small enough to keep timers"
                        + " on time.")
        int commandsPerStepMax,

        @Key(
                value = "256",
                unit = "timers",
                min = 1,
                max = 65_536,
                reason = "Timers fired in one turn before the clients have theirs, however many are due.")
        int timersPerStepMax,

        @Key(
                value = "65536",
                unit = "bytes",
                min = 1,
                max = 16_777_216,
                reason = "About how much of a snapshot one turn writes; a turn must stay far below a millisecond.")
        int snapshotSliceBytes,

        @Key(
                value = "262144",
                unit = "bytes",
                min = 64,
                max = 16_777_216,
                reason = "Size of the pieces in which a snapshot is handed to the disk.")
        int snapshotChunkBytes,

        @Key(
                value = "33554432",
                unit = "bytes",
                min = 64,
                reason = "Bytes of a snapshot that may wait for the disk before no more commands are taken.")
        long snapshotBacklogBytesMax,

        @Key(
                value = "536870912",
                unit = "bytes",
                min = 1,
                reason = "Journal growth after which the next snapshot begins; bounds the time a restart takes.")
        long snapshotJournalBytes,

        @Key(
                value = "300000",
                unit = "ms",
                min = 1,
                reason = "Time after which the next snapshot begins if anything changed.")
        long snapshotIntervalMillis,

        @Key(value = "10000", unit = "ms", reason = "How long to wait after a snapshot failed.")
        long snapshotRetryMillis,

        @Key(
                value = "30",
                unit = "percent",
                max = 90,
                reason =
                        "Live share of a journal file below which its live messages are copied forward, so that the file"
                                + " can be reused; 0: never.")
        int compactSharePercentMax,

        @Key(
                value = "67108864",
                unit = "bytes",
                min = 1,
                reason =
                        "Bytes copied in a second at most: faster than messages come in, so that copies lie close together.")
        long compactBytesPerSecondMax,

        @Key(
                value = "262144",
                unit = "bytes",
                min = 1,
                max = 16_777_216,
                reason = "About how much is copied in one turn, which must stay far below a millisecond.")
        int compactBatchBytes,

        @Key(
                value = "2000",
                unit = "ms",
                min = 1,
                reason = "Time between two looks at what could be given back, by copying or by a snapshot.")
        long reclaimIntervalMillis,

        @Key(
                value = "201326592",
                unit = "bytes",
                reason = "Descriptions of waiting messages in memory, 16 bytes each, above which those needed last move"
                        + " to spill files.")
        long spillAboveBytes,

        @Key(
                value = "335544320",
                unit = "bytes",
                reason =
                        "Descriptions in memory at which new work is refused, because they cannot be moved away; set it"
                                + " well below the heap, which is 512 MiB unless given.")
        long residentBytesMax) {

    /** The same for the engine itself. */
    public EngineLimits toEngine() {
        return new EngineLimits(
                inboxCommandsMax,
                inboxBytesMax,
                waitersMax,
                repliesMax,
                commandsPerStepMax,
                timersPerStepMax,
                snapshotSliceBytes,
                snapshotChunkBytes,
                snapshotBacklogBytesMax,
                snapshotJournalBytes,
                snapshotIntervalMillis,
                snapshotRetryMillis,
                new ReclaimLimits(
                        compactSharePercentMax, compactBytesPerSecondMax, compactBatchBytes, reclaimIntervalMillis),
                spillAboveBytes,
                residentBytesMax);
    }
}
