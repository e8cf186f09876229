package dev.skidway.client;

import dev.skidway.v1.Key;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key of a queue as it was when asked.
 *
 * @param key the key
 * @param settings what it has of its own
 * @param waiting its jobs that wait
 * @param running its jobs under a lease
 * @param pause set while it is paused
 * @param quarantinedUntil set while it is put aside because its jobs failed
 */
public record KeyInfo(
        String key,
        KeySettings settings,
        long waiting,
        long running,
        @Nullable PauseInfo pause,
        @Nullable Instant quarantinedUntil) {

    static KeyInfo of(Key key) {
        return new KeyInfo(
                key.getKey(),
                KeySettings.of(
                        key.getSettings().toBuilder().setKey(key.getKey()).build()),
                key.getWaiting(),
                key.getRunning(),
                key.hasPause() ? PauseInfo.of(key.getPause()) : null,
                Protos.instantIf(key.hasQuarantinedUntil(), key.getQuarantinedUntil()));
    }
}
