package dev.skidway.load;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run with a burst does, checked against its bounds.
 *
 * @param pending jobs of the loud key, all due in the same second
 * @param rehearsed jobs of the loud key worked off before anything counts, so that both programs know the way
 * @param delaySeconds from the expected end of the filling to that second
 * @param load everything that other runs have too; its rate is that of the quiet key
 */
record BurstOptions(long pending, long rehearsed, int delaySeconds, LoadOptions load) {

    static final int RATE_DEFAULT = 100;
    /** How fast the filling is expected to be at least. */
    static final int FILL_PER_SECOND_MIN = 10_000;

    private static final int DELAY_SECONDS_MAX = 3_600;
    /** One sender for so many connections; the others are worker streams. */
    private static final int CONNECTIONS_PER_SENDER = 4;

    BurstOptions {
        if (pending < 1 || pending > BacklogOptions.PENDING_MAX) {
            throw LoadOptions.refusal(
                    "--pending must be from 1 to " + BacklogOptions.PENDING_MAX + ", found " + pending + ".");
        }
        if (rehearsed < 0 || rehearsed > BacklogOptions.PENDING_MAX) {
            throw LoadOptions.refusal(
                    "--rehearse must be from 0 to " + BacklogOptions.PENDING_MAX + ", found " + rehearsed + ".");
        }
        LoadOptions.within("--delay", delaySeconds, 1, DELAY_SECONDS_MAX);
    }

    /** Seconds from the first send of a loud job to the second in which they are due. */
    long dueInSeconds() {
        return delaySeconds + Math.ceilDiv(pending, FILL_PER_SECOND_MIN);
    }

    int senders() {
        return Math.max(1, load.connections() / CONNECTIONS_PER_SENDER);
    }

    int workers() {
        return load.connections() - senders();
    }

    Map<String, @Nullable Object> settings() {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        settings.put("protocol", "grpc");
        settings.put("mode", "burst");
        settings.put("pending", pending);
        settings.put("rehearsed", rehearsed);
        settings.put("rate", load.rate());
        settings.put("delay_s", delaySeconds);
        settings.put("window_s", load.durationSeconds());
        settings.put("warmup_s", load.warmupSeconds());
        settings.put("size_bytes", load.bodyBytes());
        settings.put("batch", load.batch());
        settings.put("senders", senders());
        settings.put("workers", workers());
        settings.put("processors", Runtime.getRuntime().availableProcessors());
        settings.put("java", Runtime.version().toString());
        return settings;
    }
}
