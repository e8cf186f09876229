package dev.skidway.gateway.sqs;

import dev.skidway.queues.QueueName;
import dev.skidway.queues.QueueSettings;
import dev.skidway.queues.QueueView;
import dev.skidway.queues.SettingsChange;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Queue attributes as SQS names them, from and to the settings of a queue. */
final class QueueAttributes {

    /** Attributes in seconds or bytes that the queue itself understands. */
    private enum Number {
        DelaySeconds(0, 900),
        MaximumMessageSize(1_024, 1_048_576),
        MessageRetentionPeriod(60, 1_209_600),
        ReceiveMessageWaitTimeSeconds(0, 20),
        VisibilityTimeout(0, 43_200);

        private final long min;
        private final long max;

        Number(long min, long max) {
            this.min = min;
            this.max = max;
        }
    }

    private static final String EXTRA_PREFIX = "sqs.";
    private static final String REUSE_PERIOD = "KmsDataKeyReusePeriodSeconds";
    private static final String MANAGED_KEYS = "SqsManagedSseEnabled";

    /** Attributes kept as given; an empty value removes one. */
    private static final Set<String> KEPT = Set.of("Policy", "KmsMasterKeyId", REUSE_PERIOD, MANAGED_KEYS);

    private static final Set<String> REDRIVE = Set.of(Redrive.POLICY, Redrive.ALLOW_POLICY);

    private static final Set<String> READ_ONLY = Set.of(
            "ApproximateNumberOfMessages",
            "ApproximateNumberOfMessagesNotVisible",
            "ApproximateNumberOfMessagesDelayed",
            "CreatedTimestamp",
            "LastModifiedTimestamp",
            "QueueArn");

    private static final Set<String> FIFO =
            Set.of("FifoQueue", "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit");

    private static final int TEXT_CHARS_MAX = 64 * 1024;

    private QueueAttributes() {}

    /** True for every name that may be asked for. */
    static boolean isKnown(String name) {
        return number(name) != null
                || KEPT.contains(name)
                || REDRIVE.contains(name)
                || READ_ONLY.contains(name)
                || FIFO.contains(name);
    }

    /** The change that {@code Attributes} of a request asks for. */
    static SettingsChange change(Map<String, String> attributes, String account, boolean creating) {
        Map<Number, Long> numbers = new EnumMap<>(Number.class);
        SortedMap<String, String> extra = new TreeMap<>();
        attributes.forEach((name, value) -> {
            Number number = number(name);
            if (number != null) {
                numbers.put(number, parse(name, value, number.min, number.max));
            } else if (KEPT.contains(name)) {
                extra.put(EXTRA_PREFIX + name, kept(name, value));
            } else if (REDRIVE.contains(name)) {
                // Below, typed.
            } else if (FIFO.contains(name)) {
                throw fifo(name, value, creating);
            } else {
                throw unknown(name);
            }
        });
        String policy = attributes.get(Redrive.POLICY);
        String allowPolicy = attributes.get(Redrive.ALLOW_POLICY);
        return new SettingsChange(
                times(numbers.get(Number.DelaySeconds), 1000),
                numbers.get(Number.MaximumMessageSize),
                times(numbers.get(Number.MessageRetentionPeriod), 1000),
                times(numbers.get(Number.ReceiveMessageWaitTimeSeconds), 1000),
                times(numbers.get(Number.VisibilityTimeout), 1000),
                null,
                policy == null ? null : Redrive.policy(policy, account),
                allowPolicy == null ? null : Redrive.sources(allowPolicy, account),
                extra);
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
        settings.extra().forEach((name, value) -> {
            if (name.startsWith(EXTRA_PREFIX)) {
                all.put(name.substring(EXTRA_PREFIX.length()), value);
            }
        });
        if (all.containsKey("KmsMasterKeyId")) {
            all.putIfAbsent(REUSE_PERIOD, "300");
        }
        all.putIfAbsent(MANAGED_KEYS, all.containsKey("KmsMasterKeyId") ? "false" : "true");
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

    private static @Nullable Number number(String name) {
        for (Number number : Number.values()) {
            if (number.name().equals(name)) {
                return number;
            }
        }
        return null;
    }

    private static String kept(String name, String value) {
        boolean good = switch (name) {
            case REUSE_PERIOD -> value.isEmpty() || parse(name, value, 60, 86_400) > 0;
            case MANAGED_KEYS -> value.equals("true") || value.equals("false");
            default -> value.length() <= TEXT_CHARS_MAX;
        };
        if (!good) {
            throw invalid(name);
        }
        return value;
    }

    private static SqsFault fifo(String name, String value, boolean creating) {
        if (name.equals("FifoQueue")) {
            if (!creating) {
                return new SqsFault(
                        SqsError.INVALID_ATTRIBUTE_VALUE,
                        "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.");
            }
            return value.equals("true") ? fifoUnsupported() : unknown(name);
        }
        return name.equals("ContentBasedDeduplication")
                ? unknown(name)
                : new SqsFault(
                        SqsError.INVALID_ATTRIBUTE_NAME,
                        "You can specify the " + name + " only when FifoQueue is set to true.");
    }

    static SqsFault fifoUnsupported() {
        return new SqsFault(
                SqsError.UNSUPPORTED_OPERATION, "FIFO queues are not served yet; create a standard queue instead.");
    }

    static SqsFault unknown(String name) {
        return new SqsFault(SqsError.INVALID_ATTRIBUTE_NAME, "Unknown Attribute " + Shown.text(name) + ".");
    }

    private static SqsFault invalid(String name) {
        return new SqsFault(SqsError.INVALID_ATTRIBUTE_VALUE, "Invalid value for the parameter " + name + ".");
    }

    private static long parse(String name, String value, long min, long max) {
        long number = -1;
        if (!value.isEmpty() && value.length() <= 10) {
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

    private static @Nullable Long times(@Nullable Long value, long factor) {
        return value == null ? null : value * factor;
    }

    private static String seconds(long millis) {
        return Long.toString(millis / 1000);
    }
}
