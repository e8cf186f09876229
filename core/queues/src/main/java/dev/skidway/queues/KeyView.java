package dev.skidway.queues;

/**
 * A key as it was when asked.
 *
 * @param key empty for the messages without one
 * @param settings what it has of its own
 * @param waiting messages of it that are not leased
 * @param running messages of it that are
 * @param pausedSinceMillis engine time, 0 if it is not paused
 * @param quarantinedUntilMillis engine time at which a probe is let through, 0 if it is not in quarantine
 * @param probing whether it is let through one at a time after a quarantine
 */
public record KeyView(
        String key,
        KeySettings settings,
        long waiting,
        int running,
        long pausedSinceMillis,
        long quarantinedUntilMillis,
        boolean probing) {}
