package dev.skidway.gateway.sqs;

import dev.skidway.queues.FifoSettings;
import dev.skidway.queues.FifoSettings.DeduplicationScope;
import dev.skidway.queues.FifoSettings.ThroughputLimit;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.QueueSettings;
import dev.skidway.queues.QueueView;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Queue attributes as SQS names them, and how the settings of a queue are shown as such. */
final class QueueAttributes {

    /** Attributes in seconds or bytes that the queue itself understands. */
    private static final Set<String> NUMBERS = Set.of(
            "DelaySeconds",
            "MaximumMessageSize",
            "MessageRetentionPeriod",
            "ReceiveMessageWaitTimeSeconds",
            "VisibilityTimeout");

    static final String EXTRA_PREFIX = "sqs.";
    static final String KEY = "KmsMasterKeyId";
    static final String REUSE_PERIOD = "KmsDataKeyReusePeriodSeconds";
    static final String MANAGED_KEYS = "SqsManagedSseEnabled";

    /** Attributes kept as given; an empty value removes one. */
    static final Set<String> KEPT = Set.of("Policy", KEY, REUSE_PERIOD, MANAGED_KEYS);

    private static final Set<String> REDRIVE = Set.of(Redrive.POLICY, Redrive.ALLOW_POLICY);

    private static final Set<String> READ_ONLY = Set.of(
            "ApproximateNumberOfMessages",
            "ApproximateNumberOfMessagesNotVisible",
            "ApproximateNumberOfMessagesDelayed",
            "CreatedTimestamp",
            "LastModifiedTimestamp",
            "QueueArn");

    static final Set<String> FIFO =
            Set.of("FifoQueue", "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit");

    private QueueAttributes() {}

    /** True for every name that may be asked for. */
    static boolean isKnown(String name) {
        return isSettable(name) || READ_ONLY.contains(name) || FIFO.contains(name);
    }

    /** True for every name that any queue may be given a value for. */
    static boolean isSettable(String name) {
        return NUMBERS.contains(name) || KEPT.contains(name) || REDRIVE.contains(name);
    }

    /** Every attribute of a queue, in a stable order. */
    static Map<String, String> all(QueueView view, String region) {
        QueueSettings settings = view.settings();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("ApproximateNumberOfMessages", Long.toString(view.visible()));
        all.put("ApproximateNumberOfMessagesDelayed", Long.toString(view.delayed()));
        all.put("ApproximateNumberOfMessagesNotVisible", Long.toString(view.leased()));
        all.put("CreatedTimestamp", seconds(view.createdAtMillis()));
        all.put("DelaySeconds", seconds(settings.delayMillis()));
        all.put("LastModifiedTimestamp", seconds(view.modifiedAtMillis()));
        all.put("MaximumMessageSize", Long.toString(settings.messageBytesMax()));
        all.put("MessageRetentionPeriod", seconds(settings.retentionMillis()));
        all.put("QueueArn", arn(view.queue(), region));
        all.put("ReceiveMessageWaitTimeSeconds", seconds(settings.receiveWaitMillis()));
        all.put("VisibilityTimeout", seconds(settings.visibilityMillis()));
        String account = view.queue().namespace();
        putUnlessEmpty(all, Redrive.POLICY, Redrive.show(settings.deadLetters(), account, region));
        putUnlessEmpty(all, Redrive.ALLOW_POLICY, Redrive.show(settings.deadLetterSources(), account, region));
        FifoSettings fifo = settings.fifo();
        if (fifo.fifo()) {
            all.put("FifoQueue", "true");
            all.put("ContentBasedDeduplication", Boolean.toString(fifo.contentBasedDeduplication()));
            all.put(
                    "DeduplicationScope",
                    fifo.deduplicationScope() == DeduplicationScope.GROUP ? "messageGroup" : "queue");
            all.put(
                    "FifoThroughputLimit",
                    fifo.throughputLimit() == ThroughputLimit.PER_GROUP ? "perMessageGroupId" : "perQueue");
        }
        settings.extra().forEach((name, value) -> {
            if (name.startsWith(EXTRA_PREFIX)) {
                all.put(name.substring(EXTRA_PREFIX.length()), value);
            }
        });
        if (all.containsKey(KEY)) {
            all.putIfAbsent(REUSE_PERIOD, "300");
        }
        all.putIfAbsent(MANAGED_KEYS, all.containsKey(KEY) ? "false" : "true");
        return all;
    }

    /** The first attribute given whose value differs from the queue's, or null. */
    static @Nullable String firstDifference(Map<String, String> given, QueueView view, String region) {
        Map<String, String> all = all(view, region);
        String account = view.queue().namespace();
        for (Map.Entry<String, String> entry : given.entrySet()) {
            String wanted = switch (entry.getKey()) {
                // The same policy can be written in many ways.
                case Redrive.POLICY -> Redrive.show(Redrive.policy(entry.getValue(), account), account, region);
                case Redrive.ALLOW_POLICY -> Redrive.show(Redrive.sources(entry.getValue(), account), account, region);
                default -> entry.getValue();
            };
            if (!wanted.equals(all.getOrDefault(entry.getKey(), ""))) {
                return entry.getKey();
            }
        }
        return null;
    }

    private static void putUnlessEmpty(Map<String, String> all, String name, String value) {
        if (!value.isEmpty()) {
            all.put(name, value);
        }
    }

    /** A fault unless every name may be asked for. */
    static void checkNames(Collection<String> names) {
        for (String name : names) {
            if (!name.equals("All") && !isKnown(name)) {
                throw unknown(name);
            }
        }
    }

    /** The name of a queue in policies. */
    static String arn(QueueName queue, String region) {
        return Redrive.arn(region, queue.namespace(), queue.name());
    }

    static SqsFault unknown(String name) {
        return new SqsFault(SqsError.INVALID_ATTRIBUTE_NAME, "Unknown Attribute " + Shown.text(name) + ".");
    }

    private static String seconds(long millis) {
        return Long.toString(millis / 1000);
    }
}
