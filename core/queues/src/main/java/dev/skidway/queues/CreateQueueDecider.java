package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import dev.skidway.engine.Rejection;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Creates a queue unless it exists, was deleted a moment ago, or something asked for is not allowed. */
final class CreateQueueDecider implements Decider<CreateQueue, CreateQueue.Reply> {

    private final QueuesRead queues;

    CreateQueueDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<CreateQueue.Reply> decide(CreateQueue command, long nowMillis) {
        QueueRead existing = queues.find(command.queue());
        if (existing != null) {
            return decideExisting(existing, command);
        }
        if (!SettingsRules.validName(command.queue())) {
            return Rejections.reject(
                    QueueRejection.QUEUE_NAME_INVALID,
                    "Expected a name of 1 to " + QueueLimits.QUEUE_NAME_CHARS_MAX
                            + " letters, digits, dots, hyphens and underscores.");
        }
        if (command.queue().fifo()
                != Boolean.TRUE.equals(command.settings().fifo().fifo())) {
            return Rejections.reject(
                    QueueRejection.QUEUE_NAME_INVALID,
                    "Expected a name that ends in .fifo for a FIFO queue, and only for one.");
        }
        QueueSettings settings = SettingsRules.changed(SettingsRules.DEFAULTS, command.settings());
        String flaw = flaw(settings, command);
        if (flaw != null) {
            return Rejections.reject(QueueRejection.SETTING_INVALID, flaw);
        }
        Rejection refusal =
                Rejections.deadLetters(command.queue(), command.settings().deadLetters(), queues);
        refusal = refusal != null
                ? refusal
                : Rejections.limits(
                        command.queue(), command.settings().dispatch().limits(), List.of(), queues);
        if (refusal != null) {
            return new Decision.Reject<>(refusal);
        }
        long deletedAt = queues.deletedAtMillis(command.queue());
        if (deletedAt >= 0 && deletedAt + QueueLimits.DELETED_NAME_MILLIS > nowMillis) {
            return Rejections.reject(
                    QueueRejection.QUEUE_DELETED_RECENTLY,
                    "A queue of this name was deleted less than " + QueueLimits.DELETED_NAME_MILLIS / 1_000
                            + " seconds ago; wait, then create it again.");
        }
        if (queues.countIn(command.queue().namespace()) >= QueueLimits.QUEUES_PER_NAMESPACE_MAX
                || queues.nextQueueId() > QueueEventType.QUEUE_ID_MAX) {
            return Rejections.reject(
                    QueueRejection.QUEUE_LIMIT,
                    "Expected at most " + QueueLimits.QUEUES_PER_NAMESPACE_MAX
                            + " queues in a namespace; delete one first.");
        }
        QueueCreated created = new QueueCreated(
                queues.nextQueueId(),
                command.queue(),
                settings,
                Collections.unmodifiableSortedMap(new TreeMap<>(command.tags())),
                command.origin());
        return new Decision.Accept<>(List.of(created), new CreateQueue.Reply(true));
    }

    private static @Nullable String flaw(QueueSettings settings, CreateQueue command) {
        String flaw = SettingsRules.flaw(settings);
        flaw = flaw != null ? flaw : SettingsRules.flaw(command.settings().fifo(), settings.fifo());
        flaw = flaw != null ? flaw : SettingsRules.tagsFlaw(command.tags());
        return flaw != null ? flaw : SettingsRules.flaw(command.origin());
    }

    private static Decision<CreateQueue.Reply> decideExisting(QueueRead existing, CreateQueue command) {
        String difference = SettingsRules.difference(existing.settings(), command.settings());
        return difference == null
                ? new Decision.Accept<>(List.of(), new CreateQueue.Reply(false))
                : Rejections.reject(
                        QueueRejection.QUEUE_EXISTS,
                        "A queue already exists with the same name and a different value for " + difference);
    }
}
