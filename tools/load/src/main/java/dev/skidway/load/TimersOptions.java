package dev.skidway.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run with timers does, checked against its bounds.
 *
 * @param pending messages that are delayed for long
 * @param spanDays they are due at random times within so many days
 * @param delaySeconds delay of the messages whose lateness is measured
 * @param restart whether the server is killed and started again, and measured again after that
 * @param load everything that other runs have too
 */
record TimersOptions(long pending, int spanDays, int delaySeconds, boolean restart, LoadOptions load) {

    static final int SECONDS_PER_DAY = 86_400;
    static final int SPAN_DAYS_MAX = 3_600;
    private static final int DELAY_SECONDS_MAX = 3_600;

    TimersOptions {
        if (pending < 0 || pending > BacklogOptions.PENDING_MAX) {
            throw LoadOptions.refusal(
                    "--pending must be from 0 to " + BacklogOptions.PENDING_MAX + ", found " + pending + ".");
        }
        LoadOptions.within("--span-days", spanDays, 1, SPAN_DAYS_MAX);
        LoadOptions.within("--delay", delaySeconds, 1, DELAY_SECONDS_MAX);
    }

    /** Longer than any delay of the run. */
    int retentionSeconds() {
        return Math.max(SPAN_DAYS_MAX, spanDays + 1) * SECONDS_PER_DAY;
    }

    /** How the server must be started: SQS itself has shorter delays. */
    List<String> serverSettings() {
        return List.of(
                "--set",
                "sqs.extended-delay-seconds-max=" + SPAN_DAYS_MAX * SECONDS_PER_DAY,
                "--set",
                "sqs.extended-retention-seconds-max=" + retentionSeconds());
    }

    Map<String, @Nullable Object> settings() {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        settings.put("protocol", "sqs");
        settings.put("mode", "timers");
        settings.put("pending", pending);
        settings.put("span_days", spanDays);
        settings.put("rate_due", load.rate());
        settings.put("delay_s", delaySeconds);
        settings.put("window_s", load.durationSeconds());
        settings.put("warmup_s", load.warmupSeconds());
        settings.put("size_bytes", load.bodyBytes());
        settings.put("batch", load.batch());
        settings.put("connections", load.connections());
        settings.put("restart", restart);
        settings.put("processors", Runtime.getRuntime().availableProcessors());
        settings.put("java", Runtime.version().toString());
        return settings;
    }
}
