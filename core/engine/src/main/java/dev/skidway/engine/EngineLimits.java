package dev.skidway.engine;

/**
 * The bounds of one partition.
 *
 * @param inboxCommandsMax most commands that wait to be decided; more are refused with {@link EngineError#INBOX_FULL}
 * @param inboxBytesMax most bytes those commands may hold ({@link Command#heldBytes})
 * @param waitersMax most commands that wait for something to happen; more are refused with {@link EngineError#WAITERS_FULL}
 * @param repliesMax most replies that wait for their block to become durable; at the bound no command is taken until one is released
 * @param commandsPerStepMax most decisions for clients in one step
 * @param timersPerStepMax most timers fired in one step, before the clients' turn
 * @param snapshotSliceBytes about how much of a snapshot one step writes
 * @param snapshotChunkBytes size of the pieces in which a snapshot is handed to its writer
 * @param snapshotBacklogBytesMax bytes of a snapshot in memory, waiting for the disk, at which no more commands are taken
 * @param snapshotJournalBytes journal growth after which the next snapshot begins
 * @param snapshotIntervalMillis engine time after which the next snapshot begins if anything changed
 * @param snapshotRetryMillis engine time to wait after a snapshot failed, between snapshots while the journal is short of room, and
 *     after due timers found no room on a full disk
 * @param reclaim how hard it works for room on disk
 * @param spillAboveBytes bytes of state that can be put away, in memory, above which some is
 * @param residentBytesMax bytes of such state in memory at which new work is refused with {@link EngineError#MEMORY_FULL}
 */
public record EngineLimits(
        int inboxCommandsMax,
        long inboxBytesMax,
        int waitersMax,
        int repliesMax,
        int commandsPerStepMax,
        int timersPerStepMax,
        int snapshotSliceBytes,
        int snapshotChunkBytes,
        long snapshotBacklogBytesMax,
        long snapshotJournalBytes,
        long snapshotIntervalMillis,
        long snapshotRetryMillis,
        ReclaimLimits reclaim,
        long spillAboveBytes,
        long residentBytesMax) {

    /** What a partition runs with unless told otherwise. */
    public static final EngineLimits DEFAULT = new EngineLimits(
            16_384,
            64L << 20,
            65_536,
            65_536,
            256,
            256,
            64 << 10,
            256 << 10,
            32L << 20,
            512L << 20,
            5 * 60_000L,
            10_000L);

    /** With the default {@link ReclaimLimits}, and as much state in memory as usual. */
    public EngineLimits(
            int inboxCommandsMax,
            long inboxBytesMax,
            int waitersMax,
            int repliesMax,
            int commandsPerStepMax,
            int timersPerStepMax,
            int snapshotSliceBytes,
            int snapshotChunkBytes,
            long snapshotBacklogBytesMax,
            long snapshotJournalBytes,
            long snapshotIntervalMillis,
            long snapshotRetryMillis) {
        this(
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
                ReclaimLimits.DEFAULT,
                192L << 20,
                320L << 20);
    }

    /** The same with other limits for the room on disk. */
    public EngineLimits withReclaim(ReclaimLimits other) {
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
                other,
                spillAboveBytes,
                residentBytesMax);
    }

    public EngineLimits {
        require(inboxCommandsMax >= 1, "inbox-commands-max must be at least 1", inboxCommandsMax);
        require(inboxBytesMax >= 1, "inbox-bytes-max must be at least 1", inboxBytesMax);
        require(waitersMax >= 1, "waiters-max must be at least 1", waitersMax);
        require(repliesMax >= 1, "replies-max must be at least 1", repliesMax);
        require(commandsPerStepMax >= 1, "commands-per-step-max must be at least 1", commandsPerStepMax);
        require(timersPerStepMax >= 1, "timers-per-step-max must be at least 1", timersPerStepMax);
        require(snapshotSliceBytes >= 1, "snapshot-slice-bytes must be at least 1", snapshotSliceBytes);
        require(snapshotChunkBytes >= 64, "snapshot-chunk-bytes must be at least 64", snapshotChunkBytes);
        require(
                snapshotBacklogBytesMax >= snapshotChunkBytes,
                "snapshot-backlog-bytes-max must be at least snapshot-chunk-bytes",
                snapshotBacklogBytesMax);
        require(snapshotJournalBytes >= 1, "snapshot-journal-bytes must be at least 1", snapshotJournalBytes);
        require(snapshotIntervalMillis >= 1, "snapshot-interval-millis must be at least 1", snapshotIntervalMillis);
        require(snapshotRetryMillis >= 0, "snapshot-retry-millis must not be negative", snapshotRetryMillis);
        require(spillAboveBytes >= 0, "spill-above-bytes must not be negative", spillAboveBytes);
        require(
                residentBytesMax >= spillAboveBytes,
                "resident-bytes-max must be at least spill-above-bytes",
                residentBytesMax);
    }

    /** The same, but for how much of the state stays in memory. */
    public EngineLimits withResident(long spillAbove, long residentMax) {
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
                reclaim,
                spillAbove,
                residentMax);
    }

    private static void require(boolean holds, String expected, long found) {
        if (!holds) {
            throw new IllegalArgumentException(expected + ", found " + found);
        }
    }
}
