package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.ArrayList;
import java.util.List;

/** Looks through the queues of the namespace: a rare question of an administrator, not worth an index. */
final class ListDeadLetterSourcesDecider implements Decider<ListDeadLetterSources, ListDeadLetterSources.Reply> {

    private final QueuesRead queues;

    ListDeadLetterSourcesDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<ListDeadLetterSources.Reply> decide(ListDeadLetterSources command, long nowMillis) {
        if (queues.find(command.target()) == null) {
            return Rejections.queueNotFound(command.target());
        }
        String flaw = SettingsRules.outside("countMax", command.countMax(), 1, QueueLimits.LIST_COUNT_MAX);
        if (flaw != null) {
            return Rejections.reject(QueueRejection.SETTING_INVALID, flaw);
        }
        String namespace = command.target().namespace();
        List<QueueName> page = new ArrayList<>();
        for (QueueRead queue :
                queues.from(new QueueName(namespace, command.after()), false).values()) {
            if (!queue.name().namespace().equals(namespace)) {
                break;
            }
            if (queue.settings()
                    .deadLetters()
                    .targetName()
                    .equals(command.target().name())) {
                if (page.size() == command.countMax()) {
                    return new Decision.Accept<>(List.of(), new ListDeadLetterSources.Reply(page, true));
                }
                page.add(queue.name());
            }
        }
        return new Decision.Accept<>(List.of(), new ListDeadLetterSources.Reply(page, false));
    }
}
