package dev.skidway.load;

import dev.skidway.v1.Limit;
import dev.skidway.v1.QueueSettings;

/**
 * Limits of every key of a queue; 0 for none.
 *
 * @param concurrency jobs of a key under a lease at once
 * @param perSecond jobs of a key that begin in a second; as many may after a quiet time
 */
record KeyLimits(int concurrency, int perSecond) {

    static final KeyLimits NONE = new KeyLimits(0, 0);
    private static final int LIMIT_MAX = 1_000_000;

    KeyLimits {
        LoadOptions.within("--key-concurrency", concurrency, 0, LIMIT_MAX);
        LoadOptions.within("--key-rate", perSecond, 0, LIMIT_MAX);
    }

    int burst() {
        return perSecond;
    }

    /** The settings of a queue with these limits. */
    QueueSettings settings() {
        Limit.Builder limit = Limit.newBuilder();
        if (concurrency > 0) {
            limit.setConcurrency(concurrency);
        }
        if (perSecond > 0) {
            limit.setPerSecond(perSecond).setBurst(burst());
        }
        return equals(NONE)
                ? QueueSettings.getDefaultInstance()
                : QueueSettings.newBuilder().setKeyLimit(limit).build();
    }
}
