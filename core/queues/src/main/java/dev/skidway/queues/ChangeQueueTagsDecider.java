package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lays the change over the present tags. */
final class ChangeQueueTagsDecider implements Decider<ChangeQueueTags, ChangeQueueTags.Reply> {

    private final QueuesRead queues;

    ChangeQueueTagsDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<ChangeQueueTags.Reply> decide(ChangeQueueTags command, long nowMillis) {
        QueueRead queue = queues.find(command.queue());
        if (queue == null) {
            return Rejections.queueNotFound(command.queue());
        }
        TreeMap<String, String> tags = new TreeMap<>(queue.tags());
        tags.keySet().removeAll(command.removed());
        tags.putAll(command.set());
        if (tags.size() > QueueLimits.NAMED_VALUES_MAX) {
            return Rejections.reject(
                    QueueRejection.TAG_LIMIT,
                    "Expected at most " + QueueLimits.NAMED_VALUES_MAX + " tags on a queue, found " + tags.size()
                            + "; remove some first.");
        }
        @Nullable String flaw = SettingsRules.tagsFlaw(tags);
        flaw = flaw != null ? flaw : SettingsRules.flaw(command.origin());
        if (flaw != null) {
            return Rejections.reject(QueueRejection.SETTING_INVALID, flaw);
        }
        QueueTagsChanged changed =
                new QueueTagsChanged(queue.id(), Collections.unmodifiableSortedMap(tags), command.origin());
        return new Decision.Accept<>(
                tags.equals(queue.tags()) ? List.of() : List.of(changed), new ChangeQueueTags.Reply());
    }
}
