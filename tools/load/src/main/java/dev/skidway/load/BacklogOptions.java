package dev.skidway.load;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run on top of a backlog does, checked against its bounds.
 *
 * @param pending messages that wait in all queues together
 * @param queues queues they are spread over
 * @param groups message groups they are spread over; 0 for none
 * @param fifo whether the queues are FIFO queues
 * @param windows measured times of {@code load.durationSeconds()} each, for every state that is measured
 * @param restart whether the server is killed and started again, and measured again after that
 * @param load everything that other runs have too
 */
record BacklogOptions(
        long pending, int queues, int groups, boolean fifo, int windows, boolean restart, LoadOptions load) {

    static final int SMALL_PENDING = 1_000;
    static final long PENDING_MAX = 500_000_000;
    static final int WINDOWS_MAX = 100;
    /** What a message takes in the journal beside its body, and again when it is received and deleted, in batches. */
    private static final int BYTES_BESIDE_BODY = 320;

    private static final long BYTES_FOR_RUNNING = 6L << 30;

    BacklogOptions {
        if (pending < SMALL_PENDING || pending > PENDING_MAX) {
            throw LoadOptions.refusal(
                    "--pending must be from " + SMALL_PENDING + " to " + PENDING_MAX + ", found " + pending + ".");
        }
        LoadOptions.within("--queues", queues, 1, QueueSet.COUNT_MAX);
        LoadOptions.within("--groups", groups, 0, QueueSet.GROUPS_MAX);
        LoadOptions.within("--windows", windows, 1, WINDOWS_MAX);
        if (fifo && groups == 0) {
            throw LoadOptions.refusal("--fifo needs --groups: every message of a FIFO queue belongs to a group.");
        }
    }

    /** Queues of the small backlog, so that each holds as many messages as one of the large. */
    int smallQueues() {
        return (int) Math.max(1, (long) queues * SMALL_PENDING / pending);
    }

    /** Groups of the small backlog, so that each holds as many messages as one of the large. */
    int smallGroups() {
        return groups == 0 ? 0 : (int) Math.max(1, (long) groups * SMALL_PENDING / pending);
    }

    /** How many messages are taken away at once when only receiving and deleting is measured. */
    long drained() {
        return Math.clamp(pending / 4, SMALL_PENDING, 200_000);
    }

    /** A careful guess of the room this run takes on the disk. */
    long diskBytes() {
        return diskBytes(pending, load);
    }

    /** The same for another kind of run that fills so many messages. */
    static long diskBytes(long pending, LoadOptions load) {
        return pending * (load.bodyBytes() + BYTES_BESIDE_BODY) + BYTES_FOR_RUNNING;
    }

    /** The settings that every mode has which fills a server. */
    Map<String, @Nullable Object> settings(String mode) {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        settings.put("protocol", "sqs");
        settings.put("mode", mode);
        settings.put("pending", pending);
        settings.put("queues", queues);
        settings.put("groups", groups);
        settings.put("fifo", fifo);
        settings.put("size_bytes", load.bodyBytes());
        settings.put("batch", load.batch());
        settings.put("connections", load.connections());
        settings.put("processors", Runtime.getRuntime().availableProcessors());
        settings.put("java", Runtime.version().toString());
        return settings;
    }

    /** The settings of a run that compares a small backlog with a large one. */
    Map<String, @Nullable Object> backlogSettings() {
        Map<String, @Nullable Object> settings = settings("backlog");
        settings.put("small_pending", (long) SMALL_PENDING);
        settings.put("small_queues", smallQueues());
        settings.put("small_groups", smallGroups());
        settings.put("drained", drained());
        settings.put("windows", windows);
        settings.put("window_s", load.durationSeconds());
        settings.put("warmup_s", load.warmupSeconds());
        settings.put("restart", restart);
        settings.put("verify", load.verify());
        return settings;
    }
}
