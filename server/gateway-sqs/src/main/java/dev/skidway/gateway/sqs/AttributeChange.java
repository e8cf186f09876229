package dev.skidway.gateway.sqs;

import dev.skidway.queues.QueueName;
import dev.skidway.queues.SettingsChange;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the attributes that a request gives a queue into a change of its settings. */
final class AttributeChange {

    private static final int NUMBER_CHARS_MAX = 10;
    private static final int TEXT_CHARS_MAX = 64 * 1024;

    private final Map<String, String> attributes;

    private AttributeChange(Map<String, String> attributes) {
        this.attributes = attributes;
    }

    /** The change that {@code attributes} ask for; {@code creating} tells CreateQueue from SetQueueAttributes. */
    static SettingsChange read(Map<String, String> attributes, QueueName queue, SqsLimits limits, boolean creating) {
        attributes.forEach((name, value) -> check(name, value, creating));
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
                read.kept());
    }

    private static void check(String name, String value, boolean creating) {
        if (QueueAttributes.FIFO.contains(name)) {
            throw fifo(name, value, creating);
        }
        if (!QueueAttributes.isSettable(name)) {
            throw QueueAttributes.unknown(name);
        }
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

    private static SqsFault fifo(String name, String value, boolean creating) {
        if (name.equals("FifoQueue")) {
            if (!creating) {
                return new SqsFault(
                        SqsError.INVALID_ATTRIBUTE_VALUE,
                        "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.");
            }
            return value.equals("true") ? QueueAttributes.fifoUnsupported() : QueueAttributes.unknown(name);
        }
        return name.equals("ContentBasedDeduplication")
                ? QueueAttributes.unknown(name)
                : new SqsFault(
                        SqsError.INVALID_ATTRIBUTE_NAME,
                        "You can specify the " + name + " only when FifoQueue is set to true.");
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
