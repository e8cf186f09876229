package dev.skidway.load;

import dev.skidway.base.TimeSource;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Fills a server, deletes most of the messages at random, and watches its disk under a light load: what nobody needs any more must
 * give its room back, however the few messages that stay are strewn over it.
 */
final class SpaceRun {

    static final int KEPT_PER_MILLE = 100;
    /** SQS lets a queue have 120,000 messages in flight; the kept ones stay below that. */
    private static final int KEPT_PER_QUEUE_MAX = 80_000;

    private static final int LEASE_SECONDS = 43_200;
    private static final int SEGMENTS_ALLOWED = 4;
    private static final long SEGMENT_BYTES = 64L << 20;
    private static final double BYTES_PER_MIB = 1 << 20;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int SAMPLE_EVERY_SECONDS = 5;

    private final BacklogOptions options;
    private final ServerUnderTest server;
    private final TimeSource time;
    private final long seed;
    private final Sides sides;
    private final Map<String, @Nullable Object> samples = new LinkedHashMap<>();
    private @Nullable Double withinSeconds;
    private double lastDiskBytes;

    SpaceRun(BacklogOptions options, ServerUnderTest server, TimeSource time, long seed, PrintStream progress) {
        this.options = options;
        this.server = server;
        this.time = time;
        this.seed = seed;
        sides = new Sides(options.load(), server, time, progress);
    }

    /** Runs to the end. */
    Map<String, @Nullable Object> run() throws IOException, InterruptedException {
        sides.checkRoom(options.diskBytes());
        QueueSpread spread = new QueueSpread(queues(), options.groups(), options.fifo());
        Side side = sides.create("space", spread, options.pending(), LEASE_SECONDS);
        sides.say("filling %d messages", options.pending());
        sides.fill(side);
        double filledBytes = diskBytes();
        sides.say("deleting all but %d of 1000, seed %d", KEPT_PER_MILLE, seed);
        SplittableRandom seeds = new SplittableRandom(seed);
        RunState swept =
                sides.together(side, (state, link) -> new Sweeper(state, link, side, seeds.split(), KEPT_PER_MILLE));
        double deletedBytes = diskBytes();
        long live = sides.ledger.acknowledgedCount() - swept.deleted.sum();
        double boundBytes = 2.0 * live * options.load().bodyBytes() + SEGMENTS_ALLOWED * SEGMENT_BYTES;
        watchUnderLightLoad(boundBytes);

        Map<String, @Nullable Object> keys = new LinkedHashMap<>();
        keys.put("within_after_s", withinSeconds);
        keys.put("ratio_to_bound", lastDiskBytes / boundBytes);
        keys.put("disk_end_mib", lastDiskBytes / BYTES_PER_MIB);
        keys.put("bound_mib", boundBytes / BYTES_PER_MIB);
        keys.put("live_messages", live);
        keys.put("live_mib", (double) live * options.load().bodyBytes() / BYTES_PER_MIB);
        keys.put("disk_filled_mib", filledBytes / BYTES_PER_MIB);
        keys.put("disk_deleted_mib", deletedBytes / BYTES_PER_MIB);
        keys.put("disk_end_mib_by_kind", server.footprint().diskKeys());
        keys.put("disk_mib_after_s", samples);
        keys.put("duplicates", sides.ledger.duplicateCount());
        keys.put("settings", settings());
        return keys;
    }

    /** Whether the disk came below its bound. */
    boolean right() {
        return withinSeconds != null;
    }

    private void watchUnderLightLoad(double boundBytes) throws IOException, InterruptedException {
        LoadOptions all = options.load();
        LoadOptions light = new LoadOptions(
                Mode.RATE, all.rate(), all.bodyBytes(), all.batch(), 4, all.durationSeconds(), 0, false);
        AtomicBoolean over = new AtomicBoolean();
        Thread watcher = Thread.ofPlatform().daemon().name("disk-watcher").start(() -> watch(boundBytes, over));
        try {
            new LoadRun(light, server, time).run();
        } finally {
            over.set(true);
            watcher.join();
        }
    }

    private void watch(double boundBytes, AtomicBoolean over) {
        long startNanos = time.monotonicNanos();
        Pace pace = new Pace(time, 0, LoadOptions.SECONDS_MAX);
        for (int second = 0; !over.get(); second++) {
            pace.awaitNanos(startNanos + (long) (second * NANOS_PER_SECOND));
            lastDiskBytes = diskBytes();
            if (withinSeconds == null && lastDiskBytes < boundBytes) {
                withinSeconds = (double) second;
            }
            if (second % SAMPLE_EVERY_SECONDS == 0) {
                samples.put(Integer.toString(second), lastDiskBytes / BYTES_PER_MIB);
            }
        }
    }

    private double diskBytes() {
        try {
            Double bytes = server.footprint().diskBytes();
            return bytes == null ? 0 : bytes;
        } catch (IOException e) {
            // A file that went away while it was looked at: the next look, a second later, counts.
            return lastDiskBytes;
        }
    }

    private int queues() {
        long kept = options.pending() * KEPT_PER_MILLE / 1000;
        return (int) Math.max(options.queues(), kept / KEPT_PER_QUEUE_MAX + 1);
    }

    private Map<String, @Nullable Object> settings() {
        Map<String, @Nullable Object> settings = options.settings("space");
        settings.put("queues", queues());
        settings.put("kept_per_mille", KEPT_PER_MILLE);
        settings.put("seed", seed);
        settings.put("light_load_per_s", options.load().rate());
        settings.put("light_load_s", options.load().durationSeconds());
        settings.put("segment_bytes", SEGMENT_BYTES);
        settings.put("file_system", server.storage());
        return settings;
    }
}
