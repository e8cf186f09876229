package dev.skidway.gateway.sqs;

import dev.skidway.engine.Outcome;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.FifoChange;
import dev.skidway.queues.FifoSettings.DeduplicationScope;
import dev.skidway.queues.FifoSettings.ThroughputLimit;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.SettingsChange;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the attributes that a request gives a queue into a change of its settings. */
final class AttributeChange {

    private static final int NUMBER_CHARS_MAX = 10;
    private static final int TEXT_CHARS_MAX = 64 * 1024;
    private static final Map<String, Boolean> FLAGS = Map.of("true", true, "false", false);
    private static final Map<String, DeduplicationScope> SCOPES =
            Map.of("queue", DeduplicationScope.QUEUE, "messageGroup", DeduplicationScope.GROUP);
    private static final Map<String, ThroughputLimit> THROUGHPUT_LIMITS =
            Map.of("perQueue", ThroughputLimit.PER_QUEUE, "perMessageGroupId", ThroughputLimit.PER_GROUP);

    private final Map<String, String> attributes;

    private AttributeChange(Map<String, String> attributes) {
        this.attributes = attributes;
    }

    /** The change that {@code attributes} ask for; {@code creating} tells CreateQueue from SetQueueAttributes. */
    static SettingsChange read(Map<String, String> attributes, QueueName queue, SqsLimits limits, boolean creating) {
        attributes.keySet().forEach(name -> check(name, QueueUrls.isFifo(queue.name()), creating));
        AttributeChange read = new AttributeChange(attributes);
        String policy = attributes.get(Redrive.POLICY);
        String allowPolicy = attributes.get(Redrive.ALLOW_POLICY);
        return new SettingsChange(
                read.millis("DelaySeconds", 0, limits.delaySecondsMax()),
                read.number("MaximumMessageSize", 1_024, limits.messageBytesMax()),
                read.millis("MessageRetentionPeriod", 60, limits.retentionSecondsMax()),
                read.millis("ReceiveMessageWaitTimeSeconds", 0, ReceiveMessageAction.WAIT_SECONDS_MAX),
                read.millis("VisibilityTimeout", 0, limits.visibilitySecondsMax()),
                limits.inFlightSetting(),
                policy == null ? null : Redrive.policy(policy, queue.namespace()),
                allowPolicy == null ? null : Redrive.sources(allowPolicy, queue.namespace()),
                read.fifo(),
                read.kept());
    }

    private static void check(String name, boolean fifo, boolean creating) {
        if (QueueAttributes.FIFO.contains(name)) {
            checkFifo(name, fifo, creating);
        } else if (!QueueAttributes.isSettable(name)) {
            throw QueueAttributes.unknown(name);
        }
    }

    private static void checkFifo(String name, boolean fifo, boolean creating) {
        if (fifo || (name.equals("FifoQueue") && !creating)) {
            return;
        }
        throw name.equals("FifoQueue") || name.equals("ContentBasedDeduplication")
                ? QueueAttributes.unknown(name)
                : new SqsFault(
                        SqsError.INVALID_ATTRIBUTE_NAME,
                        "You can specify the " + name + " only when FifoQueue is set to true.");
    }

    /** The reply to a change; a refusal is thrown in the words of SQS. */
    static <R> R reply(Outcome<R> outcome, Map<String, String> attributes) {
        boolean perGroup =
                attributes.containsKey("FifoThroughputLimit") || attributes.containsKey("DeduplicationScope");
        if (outcome instanceof Outcome.Refused<R>(Rejection rejection)
                && rejection.reason() == QueueRejection.SETTING_INVALID
                && perGroup) {
            throw new SqsFault(
                    SqsError.INVALID_ATTRIBUTE_VALUE,
                    "Invalid value for the parameter FifoThroughputLimit. Reason: To set FifoThroughputLimit to"
                            + " perMessageGroupId, the DeduplicationScope must be messageGroup.");
        }
        return ErrorMap.reply(outcome);
    }

    /** Attributes that only SQS understands; encryption by a key and by the service turn each other off. */
    private SortedMap<String, String> kept() {
        SortedMap<String, String> kept = new TreeMap<>();
        attributes.forEach((name, value) -> {
            if (QueueAttributes.KEPT.contains(name)) {
                checkKept(name, value);
                kept.put(QueueAttributes.EXTRA_PREFIX + name, value);
            }
        });
        boolean key = !attributes.getOrDefault(QueueAttributes.KEY, "").isEmpty();
        boolean managed =
                attributes.getOrDefault(QueueAttributes.MANAGED_KEYS, "").equals("true");
        if (key && managed) {
            throw new SqsFault(
                    SqsError.INVALID_ATTRIBUTE_NAME,
                    "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or"
                            + " SQS SSE.");
        }
        if (key) {
            kept.put(QueueAttributes.EXTRA_PREFIX + QueueAttributes.MANAGED_KEYS, "");
        } else if (managed) {
            kept.put(QueueAttributes.EXTRA_PREFIX + QueueAttributes.KEY, "");
        }
        return kept;
    }

    private static void checkKept(String name, String value) {
        boolean good = switch (name) {
            case QueueAttributes.REUSE_PERIOD -> value.isEmpty() || parse(name, value, 60, 86_400) > 0;
            case QueueAttributes.MANAGED_KEYS -> value.equals("true") || value.equals("false");
            default -> value.length() <= TEXT_CHARS_MAX;
        };
        if (!good) {
            throw invalid(name);
        }
    }

    private FifoChange fifo() {
        return new FifoChange(
                flag("FifoQueue"),
                flag("ContentBasedDeduplication"),
                one("DeduplicationScope", SCOPES),
                one("FifoThroughputLimit", THROUGHPUT_LIMITS));
    }

    private @Nullable Boolean flag(String name) {
        return one(name, FLAGS);
    }

    private <T> @Nullable T one(String name, Map<String, T> values) {
        String value = attributes.get(name);
        if (value == null) {
            return null;
        }
        T meant = values.get(value);
        if (meant == null) {
            throw invalid(name);
        }
        return meant;
    }

    private @Nullable Long millis(String name, long secondsMin, long secondsMax) {
        Long seconds = number(name, secondsMin, secondsMax);
        return seconds == null ? null : Long.valueOf(seconds * 1000);
    }

    private @Nullable Long number(String name, long min, long max) {
        String value = attributes.get(name);
        return value == null ? null : Long.valueOf(parse(name, value, min, max));
    }

    private static long parse(String name, String value, long min, long max) {
        long number = -1;
        if (!value.isEmpty() && value.length() <= NUMBER_CHARS_MAX) {
            number = 0;
            for (int i = 0; i < value.length() && number >= 0; i++) {
                char c = value.charAt(i);
                number = Ascii.isDigit(c) ? number * 10 + (c - '0') : -1;
            }
        }
        if (number < min || number > max) {
            throw invalid(name);
        }
        return number;
    }

    private static SqsFault invalid(String name) {
        return new SqsFault(SqsError.INVALID_ATTRIBUTE_VALUE, "Invalid value for the parameter " + name + ".");
    }
}
