package dev.skidway.queues;

import dev.skidway.engine.Rejection;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What may be asked of jobs, and what comes of it. */
final class JobRules {

    /** What a job costs in memory beside what it holds, reckoned. */
    static final int JOB_BYTES = 512;

    private JobRules() {}

    static Rejection memoryFull() {
        return new Rejection(
                QueueRejection.JOB_MEMORY_FULL,
                "Expected room for what is remembered of jobs, at most "
                        + QueueLimits.PART_BYTES_PER_PARTITION_MAX
                        + " bytes; wait until some are finished, or ask for less history.");
    }

    /** What speaks against the options of a message, or null. */
    static @Nullable Rejection refusal(NewMessage message, QueueSettings settings, long nowMillis) {
        JobOptions options = message.options();
        if (options == null) {
            return null;
        }
        String flaw = flaw(options, message, nowMillis);
        long dueIn = options.dueAtMillis() - nowMillis;
        if (flaw == null && settings.fifo().fifo()) {
            flaw = SettingsRules.outlived(dueIn, settings.retentionMillis());
        }
        return flaw == null ? null : new Rejection(QueueRejection.JOB_INVALID, flaw);
    }

    private static @Nullable String flaw(JobOptions options, NewMessage message, long nowMillis) {
        if (options.dueAtMillis() >= 0 && message.delayMillis() >= 0) {
            return "Expected a due time or a delay, not both.";
        }
        if (options.expireAfterMillis() >= 0 && options.expiresAtMillis() >= 0) {
            return "Expected a time to live or a time of expiry, not both.";
        }
        String flaw =
                SettingsRules.outside("dueAtMillis", options.dueAtMillis(), -1, nowMillis + QueueLimits.DUE_MILLIS_MAX);
        flaw = flaw != null
                ? flaw
                : SettingsRules.outside(
                        "expireAfterMillis", options.expireAfterMillis(), -1, QueueLimits.DUE_MILLIS_MAX);
        flaw = flaw != null
                ? flaw
                : SettingsRules.outside(
                        "expiresAtMillis", options.expiresAtMillis(), -1, nowMillis + 2 * QueueLimits.DUE_MILLIS_MAX);
        RetryPolicy retry = options.retry();
        flaw = flaw != null || retry == null ? flaw : flaw(retry);
        flaw = flaw != null ? flaw : flaw(options.metadata());
        UniqueKey unique = options.unique();
        flaw = flaw != null || unique == null ? flaw : flaw(unique);
        String idempotencyKey = options.idempotencyKey();
        flaw = flaw != null || idempotencyKey == null
                ? flaw
                : text("idempotency key", idempotencyKey, 1, QueueLimits.IDEMPOTENCY_KEY_BYTES_MAX);
        long due = Math.max(nowMillis, Math.max(options.dueAtMillis(), nowMillis + message.delayMillis()));
        return flaw != null || options.expiresAtMillis() < 0 || options.expiresAtMillis() > due
                ? flaw
                : "Expected expiry after the job is due, at " + due + ", found " + options.expiresAtMillis() + ".";
    }

    private static @Nullable String flaw(UniqueKey unique) {
        String flaw = text("unique key", unique.key(), 1, QueueLimits.UNIQUE_KEY_BYTES_MAX);
        flaw = flaw != null
                ? flaw
                : SettingsRules.outside(
                        "unique windowMillis", unique.windowMillis(), 0, QueueLimits.UNIQUE_WINDOW_MILLIS_MAX);
        if (flaw == null && unique.mode() == UniqueKey.Mode.THROTTLE && unique.windowMillis() == 0) {
            flaw = "Expected a window for a unique key that throttles.";
        }
        return flaw != null || unique.waiting() || unique.running() || unique.windowMillis() > 0
                ? flaw
                : "Expected a unique key for jobs that wait, that run, or that are done within a window; found none of them.";
    }

    /**
     * Whether the age of a job counts from when it is due: it would be too old before. On a FIFO queue it is refused, and so is a plain message
     * that asks for it.
     */
    static boolean agesFromDue(NewMessage message, long visibleAtMillis, QueueSettings settings, long nowMillis) {
        return message.options() != null
                && !settings.fifo().fifo()
                && SettingsRules.outlived(visibleAtMillis - nowMillis, settings.retentionMillis()) != null;
    }

    /** When a message becomes visible. */
    static long visibleAtMillis(NewMessage message, QueueSettings settings, long nowMillis) {
        JobOptions options = message.options();
        if (options != null && options.dueAtMillis() >= 0) {
            return Math.max(nowMillis, options.dueAtMillis());
        }
        boolean queueDelay = message.delayMillis() < 0 || settings.fifo().fifo();
        return nowMillis + (queueDelay ? settings.delayMillis() : message.delayMillis());
    }

    /** What is agreed on for a message, or null if it is a plain one. */
    static @Nullable JobTerms terms(NewMessage message, QueueSettings settings, long visibleAtMillis) {
        JobOptions options = message.options();
        JobOptions asked = options == null ? JobOptions.NONE : options;
        JobSettings jobs = settings.jobs();
        int priority = settings.fifo().fifo() ? message.priority() : 0;
        if (asked.plain() && jobs.expireAfterMillis() == 0 && !jobs.atMostOnce() && priority == 0) {
            return null;
        }
        long expireAfter = asked.expireAfterMillis() >= 0 ? asked.expireAfterMillis() : jobs.expireAfterMillis();
        long expiresAt = expireAfter == 0 ? Long.MAX_VALUE : visibleAtMillis + expireAfter;
        Boolean atMostOnce = asked.atMostOnce();
        UniqueKey unique = asked.unique();
        return new JobTerms(
                asked.expiresAtMillis() >= 0 ? asked.expiresAtMillis() : expiresAt,
                atMostOnce == null ? jobs.atMostOnce() : atMostOnce,
                asked.retry(),
                asked.metadata(),
                unique == null ? null : UniqueClaim.of(unique),
                priority);
    }

    /** What is wrong with settings, or null. */
    static @Nullable String flaw(JobSettings settings) {
        String flaw = flaw(settings.retry());
        flaw = flaw != null
                ? flaw
                : SettingsRules.outside(
                        "expireAfterMillis", settings.expireAfterMillis(), 0, QueueLimits.DUE_MILLIS_MAX);
        flaw = flaw != null
                ? flaw
                : SettingsRules.outside("historyMillis", settings.historyMillis(), 0, QueueLimits.HISTORY_MILLIS_MAX);
        flaw = flaw != null
                ? flaw
                : SettingsRules.outside(
                        "historyBytesMax", settings.historyBytesMax(), 0, QueueLimits.HISTORY_BYTES_MAX);
        return flaw != null
                ? flaw
                : SettingsRules.outside(
                        "idempotencyMillis", settings.idempotencyMillis(), 0, QueueLimits.IDEMPOTENCY_MILLIS_MAX);
    }

    /** What is wrong with a policy, or null. */
    static @Nullable String flaw(RetryPolicy retry) {
        String flaw =
                SettingsRules.outside("retry baseMillis", retry.baseMillis(), 0, QueueLimits.RETRY_DELAY_MILLIS_MAX);
        flaw = flaw != null
                ? flaw
                : SettingsRules.outside(
                        "retry factorPercent", retry.factorPercent(), 100, QueueLimits.RETRY_FACTOR_PERCENT_MAX);
        flaw = flaw != null
                ? flaw
                : SettingsRules.outside(
                        "retry delayMillisMax", retry.delayMillisMax(), 0, QueueLimits.RETRY_DELAY_MILLIS_MAX);
        flaw = flaw != null ? flaw : SettingsRules.outside("retry jitterPercent", retry.jitterPercent(), 0, 100);
        flaw = flaw != null
                ? flaw
                : SettingsRules.outside("retry attemptsMax", retry.attemptsMax(), 0, QueueLimits.ATTEMPTS_MAX);
        flaw = flaw != null
                ? flaw
                : SettingsRules.outside("retry ageMillisMax", retry.ageMillisMax(), 0, QueueLimits.DUE_MILLIS_MAX);
        flaw = flaw != null
                ? flaw
                : SettingsRules.outside("retry finalCodes", retry.finalCodes().size(), 0, QueueLimits.FINAL_CODES_MAX);
        if (flaw != null) {
            return flaw;
        }
        for (String code : retry.finalCodes()) {
            flaw = text("retry finalCodes", code, 1, QueueLimits.CODE_BYTES_MAX);
            if (flaw != null) {
                return flaw;
            }
        }
        return retry.baseMillis() <= retry.delayMillisMax()
                ? null
                : "Expected retry baseMillis of at most delayMillisMax, " + retry.delayMillisMax() + ", found "
                        + retry.baseMillis() + ".";
    }

    /** What is wrong with a failure, or null. */
    static @Nullable String flaw(FinishJobs.Failed failed) {
        String flaw = text("code", failed.code(), 0, QueueLimits.CODE_BYTES_MAX);
        flaw = flaw != null ? flaw : text("text", failed.text(), 0, QueueLimits.REASON_BYTES_MAX);
        flaw = flaw != null
                ? flaw
                : SettingsRules.outside("delayMillis", failed.delayMillis(), -1, QueueLimits.DUE_MILLIS_MAX);
        return flaw != null || !failed.permanent() || failed.delayMillis() < 0
                ? flaw
                : "Expected a delay or a permanent failure, not both.";
    }

    /** What is wrong with metadata, or null. */
    static @Nullable String flaw(SortedMap<String, String> metadata) {
        String flaw = SettingsRules.outside("metadata entries", metadata.size(), 0, QueueLimits.METADATA_ENTRIES_MAX);
        for (var entry : metadata.entrySet()) {
            flaw = flaw != null ? flaw : text("metadata name", entry.getKey(), 1, QueueLimits.METADATA_NAME_BYTES_MAX);
            flaw = flaw != null
                    ? flaw
                    : text("metadata value", entry.getValue(), 0, QueueLimits.METADATA_VALUE_BYTES_MAX);
        }
        return flaw;
    }

    /** What is wrong with a text, or null. */
    static @Nullable String text(String name, String text, int bytesMin, int bytesMax) {
        String flaw = SettingsRules.outside(name + " bytes", Fields.utf8(text).length, bytesMin, bytesMax);
        return flaw != null || Fields.isText(text)
                ? flaw
                : "Expected " + name + " of whole characters, found half a surrogate pair.";
    }
}
