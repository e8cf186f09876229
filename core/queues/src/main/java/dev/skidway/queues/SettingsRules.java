package dev.skidway.queues;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What settings, tags and names may be, and how a change is laid over what was. */
final class SettingsRules {

    static final QueueSettings DEFAULTS = new QueueSettings(
            0,
            QueueLimits.MESSAGE_BYTES_DEFAULT,
            QueueLimits.RETENTION_MILLIS_DEFAULT,
            0,
            QueueLimits.VISIBILITY_MILLIS_DEFAULT,
            QueueLimits.IN_FLIGHT_DEFAULT,
            Collections.unmodifiableSortedMap(new TreeMap<>()));

    private SettingsRules() {}

    static QueueSettings changed(QueueSettings base, SettingsChange change) {
        TreeMap<String, String> extra = new TreeMap<>(base.extra());
        change.extra().forEach((name, value) -> {
            if (value.isEmpty()) {
                extra.remove(name);
            } else {
                extra.put(name, value);
            }
        });
        return new QueueSettings(
                or(change.delayMillis(), base.delayMillis()),
                or(change.messageBytesMax(), base.messageBytesMax()),
                or(change.retentionMillis(), base.retentionMillis()),
                or(change.receiveWaitMillis(), base.receiveWaitMillis()),
                or(change.visibilityMillis(), base.visibilityMillis()),
                or(change.inFlightMax(), base.inFlightMax()),
                Objects.requireNonNullElse(change.deadLetters(), base.deadLetters()),
                Objects.requireNonNullElse(change.deadLetterSources(), base.deadLetterSources()),
                changed(base.fifo(), change.fifo()),
                base.dispatch().with(change.dispatch()),
                Objects.requireNonNullElse(change.jobs(), base.jobs()),
                Collections.unmodifiableSortedMap(extra));
    }

    private static FifoSettings changed(FifoSettings base, FifoChange change) {
        return new FifoSettings(
                Objects.requireNonNullElse(change.fifo(), base.fifo()),
                Objects.requireNonNullElse(change.contentBasedDeduplication(), base.contentBasedDeduplication()),
                Objects.requireNonNullElse(change.deduplicationScope(), base.deduplicationScope()),
                Objects.requireNonNullElse(change.throughputLimit(), base.throughputLimit()));
    }

    private static long or(@Nullable Long named, long base) {
        return named == null ? base : named;
    }

    /** What is wrong with settings, or null. */
    static @Nullable String flaw(QueueSettings settings) {
        String flaw = outside("delayMillis", settings.delayMillis(), 0, QueueLimits.DELAY_MILLIS_MAX);
        flaw = flaw != null ? flaw : outlived(settings.delayMillis(), settings.retentionMillis());
        flaw = flaw != null
                ? flaw
                : outside(
                        "messageBytesMax",
                        settings.messageBytesMax(),
                        QueueLimits.MESSAGE_BYTES_MIN,
                        QueueLimits.MESSAGE_BYTES_MAX);
        flaw = flaw != null
                ? flaw
                : outside(
                        "retentionMillis",
                        settings.retentionMillis(),
                        QueueLimits.RETENTION_MILLIS_MIN,
                        QueueLimits.RETENTION_MILLIS_MAX);
        flaw = flaw != null
                ? flaw
                : outside("receiveWaitMillis", settings.receiveWaitMillis(), 0, QueueLimits.WAIT_MILLIS_MAX);
        flaw = flaw != null
                ? flaw
                : outside("visibilityMillis", settings.visibilityMillis(), 0, QueueLimits.VISIBILITY_MILLIS_MAX);
        flaw = flaw != null ? flaw : outside("inFlightMax", settings.inFlightMax(), 1, QueueLimits.IN_FLIGHT_MAX);
        flaw = flaw != null ? flaw : flaw(settings.deadLetters());
        flaw = flaw != null ? flaw : flaw(settings.deadLetterSources());
        flaw = flaw != null ? flaw : flaw(settings.fifo());
        flaw = flaw != null ? flaw : settings.dispatch().flaw();
        flaw = flaw != null ? flaw : JobRules.flaw(settings.jobs());
        return flaw != null ? flaw : flaw("protocol settings", settings.extra());
    }

    /** What is wrong with a delay at whose end the message would have been removed, or null. */
    static @Nullable String outlived(long delayMillis, long retentionMillis) {
        return delayMillis <= QueueLimits.DELAY_BEYOND_RETENTION_MILLIS_MAX || delayMillis < retentionMillis
                ? null
                : "Expected delayMillis below the retention of the queue, " + retentionMillis + ", found " + delayMillis
                        + ": the message would be removed before anybody could receive it.";
    }

    private static @Nullable String flaw(DeadLetterPolicy policy) {
        if (!policy.on()) {
            return policy.receiveCountMax() == 0 ? null : "Expected a dead-letter queue for receiveCountMax.";
        }
        return valid(policy.targetName(), QueueLimits.QUEUE_NAME_CHARS_MAX)
                ? outside("receiveCountMax", policy.receiveCountMax(), 1, QueueLimits.DEAD_LETTER_RECEIVES_MAX)
                : "Expected the name of a queue as dead-letter queue.";
    }

    private static @Nullable String flaw(DeadLetterSources sources) {
        int min = sources.allowed() == DeadLetterSources.Allowed.NAMED ? 1 : 0;
        int max = min * QueueLimits.DEAD_LETTER_SOURCES_MAX;
        return sources.names().stream().allMatch(name -> valid(name, QueueLimits.QUEUE_NAME_CHARS_MAX))
                ? outside("dead-letter source queues", sources.names().size(), min, max)
                : "Expected names of queues as dead-letter sources.";
    }

    private static @Nullable String flaw(FifoSettings fifo) {
        return fifo.throughputLimit() == FifoSettings.ThroughputLimit.PER_GROUP
                        && fifo.deduplicationScope() != FifoSettings.DeduplicationScope.GROUP
                ? "Expected the message group as scope of deduplication where the throughput limit is per message group."
                : null;
    }

    /** What of FIFO queues is asked of a standard queue, or null. */
    static @Nullable String flaw(FifoChange change, FifoSettings settings) {
        return change.namesFifoOnly() && !settings.fifo()
                ? "Expected deduplication and throughput settings for FIFO queues only."
                : null;
    }

    /** What is wrong with a set of named values, or null. */
    static @Nullable String flaw(String what, SortedMap<String, String> named) {
        if (named.size() > QueueLimits.NAMED_VALUES_MAX) {
            return "Expected at most " + QueueLimits.NAMED_VALUES_MAX + " " + what + ", found " + named.size() + ".";
        }
        int bytes = Fields.bytesOf(named);
        return bytes <= QueueLimits.NAMED_VALUES_BYTES_MAX
                ? null
                : "Expected " + what + " of at most " + QueueLimits.NAMED_VALUES_BYTES_MAX + " bytes, found " + bytes
                        + ".";
    }

    /** What is wrong with the tags of a queue, or null. */
    static @Nullable String tagsFlaw(SortedMap<String, String> tags) {
        for (var tag : tags.entrySet()) {
            if (tag.getKey().isEmpty()
                    || tag.getKey().length() > QueueLimits.TAG_KEY_CHARS_MAX
                    || tag.getValue().length() > QueueLimits.TAG_VALUE_CHARS_MAX) {
                return "Expected tag keys of 1 to " + QueueLimits.TAG_KEY_CHARS_MAX
                        + " characters and values of at most " + QueueLimits.TAG_VALUE_CHARS_MAX + ".";
            }
            if (!Fields.isText(tag.getKey()) || !Fields.isText(tag.getValue())) {
                return "Expected tags of whole characters, found half a surrogate pair.";
            }
        }
        return flaw("tags", tags);
    }

    /** What is wrong with an origin, or null. */
    static @Nullable String flaw(Origin origin) {
        boolean fits = Fields.utf8(origin.principal()).length <= QueueLimits.PRINCIPAL_BYTES_MAX
                && Fields.utf8(origin.requestId()).length <= QueueLimits.REQUEST_ID_BYTES_MAX;
        return fits
                ? null
                : "Expected a principal of at most " + QueueLimits.PRINCIPAL_BYTES_MAX + " and a request id of at most "
                        + QueueLimits.REQUEST_ID_BYTES_MAX + " bytes.";
    }

    static @Nullable String outside(String name, long value, long min, long max) {
        return value >= min && value <= max
                ? null
                : "Expected " + name + " from " + min + " to " + max + ", found " + value + ".";
    }

    static boolean validName(QueueName queue) {
        return valid(queue.name(), QueueLimits.QUEUE_NAME_CHARS_MAX)
                && valid(queue.namespace(), QueueLimits.NAMESPACE_CHARS_MAX);
    }

    private static boolean valid(String name, int charsMax) {
        return !name.isEmpty()
                && name.length() <= charsMax
                && name.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || c == '_'
                                || c == '-'
                                || c == '.');
    }

    /** Name of the first setting that {@code change} names with another value than {@code settings} has, or null. */
    static @Nullable String difference(QueueSettings settings, SettingsChange change) {
        if (differs(change.delayMillis(), settings.delayMillis())) {
            return "delayMillis";
        } else if (differs(change.messageBytesMax(), settings.messageBytesMax())) {
            return "messageBytesMax";
        } else if (differs(change.retentionMillis(), settings.retentionMillis())) {
            return "retentionMillis";
        } else if (differs(change.receiveWaitMillis(), settings.receiveWaitMillis())) {
            return "receiveWaitMillis";
        } else if (differs(change.visibilityMillis(), settings.visibilityMillis())) {
            return "visibilityMillis";
        } else if (differs(change.inFlightMax(), settings.inFlightMax())) {
            return "inFlightMax";
        } else if (change.deadLetters() != null && !change.deadLetters().equals(settings.deadLetters())) {
            return "deadLetters";
        } else if (change.deadLetterSources() != null
                && !change.deadLetterSources().equals(settings.deadLetterSources())) {
            return "deadLetterSources";
        } else if (change.jobs() != null && !change.jobs().equals(settings.jobs())) {
            return "jobs";
        }
        String fifo = difference(settings.fifo(), change.fifo());
        if (fifo != null) {
            return fifo;
        }
        if (!settings.dispatch().with(change.dispatch()).equals(settings.dispatch())) {
            return "dispatch";
        }
        for (var entry : change.extra().entrySet()) {
            if (!entry.getValue().equals(settings.extra().getOrDefault(entry.getKey(), ""))) {
                return entry.getKey();
            }
        }
        return null;
    }

    private static @Nullable String difference(FifoSettings fifo, FifoChange change) {
        if (change.fifo() != null && change.fifo() != fifo.fifo()) {
            return "fifo";
        } else if (change.contentBasedDeduplication() != null
                && change.contentBasedDeduplication() != fifo.contentBasedDeduplication()) {
            return "contentBasedDeduplication";
        } else if (change.deduplicationScope() != null && change.deduplicationScope() != fifo.deduplicationScope()) {
            return "deduplicationScope";
        }
        return change.throughputLimit() != null && change.throughputLimit() != fifo.throughputLimit()
                ? "throughputLimit"
                : null;
    }

    private static boolean differs(@Nullable Long named, long value) {
        return named != null && named != value;
    }
}
