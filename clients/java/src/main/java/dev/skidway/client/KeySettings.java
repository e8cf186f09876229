package dev.skidway.client;

import org.jspecify.annotations.Nullable;

/**
 * Settings of one key of a queue: {@code KeySettings.of("acme").weight(5).limit(Limit.ofConcurrency(2))}.
 *
 * @param key 1 to 128 bytes
 * @param weight share of lease time relative to other keys, 1 to 1,000; null for 1
 * @param limit null for that of the queue
 * @param backlogMax jobs of the key that may wait; null for that of the queue
 */
public record KeySettings(
        String key,
        @Nullable Integer weight,
        @Nullable Limit limit,
        @Nullable Integer backlogMax) {

    /** Settings that say nothing yet: all is as the queue has it. */
    public static KeySettings of(String key) {
        return new KeySettings(key, null, null, null);
    }

    /** The same with a share of lease time, 1 to 1,000. */
    public KeySettings weight(int share) {
        return new KeySettings(key, share, limit, backlogMax);
    }

    /** The same with a limit of its own. */
    public KeySettings limit(Limit own) {
        return new KeySettings(key, weight, own, backlogMax);
    }

    /** The same with so many jobs that may wait. */
    public KeySettings backlogMax(int jobs) {
        return new KeySettings(key, weight, limit, jobs);
    }

    dev.skidway.v1.KeySettings proto() {
        dev.skidway.v1.KeySettings.Builder settings =
                dev.skidway.v1.KeySettings.newBuilder().setKey(key);
        if (weight != null) {
            settings.setWeight(weight);
        }
        if (limit != null) {
            settings.setLimit(limit.proto());
        }
        if (backlogMax != null) {
            settings.setBacklogMax(backlogMax);
        }
        return settings.build();
    }

    static KeySettings of(dev.skidway.v1.KeySettings settings) {
        return new KeySettings(
                settings.getKey(),
                settings.hasWeight() ? settings.getWeight() : null,
                settings.hasLimit() ? Limit.of(settings.getLimit()) : null,
                settings.hasBacklogMax() ? settings.getBacklogMax() : null);
    }
}
