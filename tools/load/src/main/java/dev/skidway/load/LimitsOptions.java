package dev.skidway.load;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run with limits of keys does, checked against its bounds.
 *
 * @param keys keys the jobs are spread over
 * @param wide limits of every key that are looked at for each job and hold none back
 * @param windows measured times of {@code load.durationSeconds()} each, with limits and without
 * @param load everything that other runs have too
 */
record LimitsOptions(int keys, KeyLimits wide, int windows, LoadOptions load) {

    static final int KEYS_MAX = 1_000_000;
    private static final int TIGHT_RATE = 4;
    /** Jobs of one key in the run at once, where limits are to hold them back. */
    private static final int TIGHT_JOBS_PER_KEY = 8;

    LimitsOptions {
        LoadOptions.within("--keys", keys, 1, KEYS_MAX);
        LoadOptions.within("--windows", windows, 1, BacklogOptions.WINDOWS_MAX);
    }

    /** A limit on jobs at once that holds jobs back, and no rate. */
    static KeyLimits tightConcurrency() {
        return new KeyLimits(1, 0);
    }

    /** A rate that holds jobs back, beside the limit on jobs at once that was asked for. */
    KeyLimits tightRate() {
        return new KeyLimits(wide.concurrency(), TIGHT_RATE);
    }

    /** So few keys that limits hold jobs of each of them back. */
    int tightKeys() {
        return Math.clamp((long) load.connections() * load.batch() / TIGHT_JOBS_PER_KEY, 1, keys);
    }

    Map<String, @Nullable Object> settings() {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        settings.put("protocol", "grpc");
        settings.put("mode", "limits");
        settings.put("keys", keys);
        settings.put("key_concurrency", wide.concurrency());
        settings.put("key_rate", wide.perSecond());
        settings.put("key_burst", wide.burst());
        settings.put("tight_keys", tightKeys());
        settings.put("tight_concurrency", tightConcurrency().concurrency());
        settings.put("tight_rate", TIGHT_RATE);
        settings.put("windows", windows);
        settings.put("window_s", load.durationSeconds());
        settings.put("warmup_s", load.warmupSeconds());
        settings.put("size_bytes", load.bodyBytes());
        settings.put("batch", load.batch());
        settings.put("connections", load.connections());
        settings.put("processors", Runtime.getRuntime().availableProcessors());
        settings.put("java", Runtime.version().toString());
        return settings;
    }
}
