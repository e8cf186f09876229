package dev.skidway.load;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run on top of a backlog measured, filled in as it goes. */
final class BacklogReport {

    final Windows small = new Windows();
    final Windows smallBeside = new Windows();
    final Windows large = new Windows();
    final Windows largeAfterRestart = new Windows();
    double drainSmallPerSecond;
    double drainLargePerSecond;
    double fillPerSecond;

    @Nullable Footprint atSmall;

    @Nullable Footprint filled;

    @Nullable Footprint atLarge;

    @Nullable Footprint restarted;

    @Nullable Double restartSeconds;

    /** The report in the order it is written. */
    Map<String, @Nullable Object> keys(Map<String, @Nullable Object> settings, @Nullable Ledger drained) {
        Map<String, @Nullable Object> keys = new LinkedHashMap<>();
        keys.put("ratio", Windows.ratio(large.perSecond(), small.perSecond()));
        keys.put("ratio_beside", Windows.ratio(large.perSecond(), smallBeside.perSecond()));
        keys.put("ratio_server_cpu_beside", Windows.ratio(smallBeside.serverMicros(), large.serverMicros()));
        keys.put("ratio_drain", Windows.ratio(drainLargePerSecond, drainSmallPerSecond));
        keys.put(
                "ratio_after_restart",
                restartSeconds == null ? null : Windows.ratio(largeAfterRestart.perSecond(), small.perSecond()));
        keys.put("small", small.keys());
        keys.put("small_beside", smallBeside.keys());
        keys.put("large", large.keys());
        keys.put("large_after_restart", restartSeconds == null ? null : largeAfterRestart.keys());
        keys.put("drain_small_per_s", drainSmallPerSecond);
        keys.put("drain_large_per_s", drainLargePerSecond);
        keys.put("fill_per_s", fillPerSecond);
        keys.put("restart_s", restartSeconds);
        keys.put("footprint_small", keys(atSmall));
        keys.put("footprint_filled", keys(filled));
        keys.put("footprint_large", keys(atLarge));
        keys.put("footprint_restarted", keys(restarted));
        keys.put("lost", drained == null ? null : drained.outstanding());
        keys.put("duplicates", drained == null ? null : drained.duplicateCount());
        keys.put("altered", drained == null ? null : drained.alteredCount());
        keys.put("settings", settings);
        return keys;
    }

    private static @Nullable Object keys(@Nullable Footprint footprint) {
        return footprint == null ? null : footprint.keys();
    }
}
