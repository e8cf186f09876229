package dev.skidway.gateway.sqs;

import dev.skidway.queues.QueueLimits;
import dev.skidway.queues.QueueName;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tags as SQS bounds them. */
final class Tags {

    private Tags() {}

    /** The tags of a member, in order of their keys; empty when absent. */
    static SortedMap<String, String> read(Params params, String member, QueueName queue) {
        TreeMap<String, String> tags = new TreeMap<>(params.textMap(member));
        if (tags.size() > QueueLimits.NAMED_VALUES_MAX) {
            throw tooMany(queue);
        }
        tags.forEach((key, value) -> {
            checkKey(key);
            if (value.length() > QueueLimits.TAG_VALUE_CHARS_MAX) {
                throw new SqsFault(
                        SqsError.INVALID_PARAMETER,
                        "Tag values must be between 0 and " + QueueLimits.TAG_VALUE_CHARS_MAX
                                + " characters in length.");
            }
        });
        return tags;
    }

    /** A fault unless a tag may have this key. */
    static void checkKey(String key) {
        if (key.isEmpty() || key.length() > QueueLimits.TAG_KEY_CHARS_MAX) {
            throw badKeys();
        }
    }

    static SqsFault badKeys() {
        return new SqsFault(
                SqsError.INVALID_PARAMETER,
                "Tag keys must be between 1 and " + QueueLimits.TAG_KEY_CHARS_MAX + " characters in length.");
    }

    static SqsFault tooMany(QueueName queue) {
        return new SqsFault(SqsError.INVALID_PARAMETER, "Too many tags added for queue " + queue.name() + ".");
    }
}
