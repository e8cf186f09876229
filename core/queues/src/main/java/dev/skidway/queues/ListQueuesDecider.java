package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.ArrayList;
import java.util.List;

/** Reads a page of queues. */
final class ListQueuesDecider implements Decider<ListQueues, ListQueues.Reply> {

    private final QueuesRead queues;

    ListQueuesDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<ListQueues.Reply> decide(ListQueues command, long nowMillis) {
        String flaw = SettingsRules.outside("countMax", command.countMax(), 1, QueueLimits.LIST_COUNT_MAX);
        if (flaw != null) {
            return Rejections.reject(QueueRejection.SETTING_INVALID, flaw);
        }
        boolean fromPrefix = command.prefix().compareTo(command.after()) > 0;
        QueueName from = new QueueName(command.namespace(), fromPrefix ? command.prefix() : command.after());
        List<QueueView> page = new ArrayList<>();
        for (QueueRead queue : queues.from(from, fromPrefix).values()) {
            if (!queue.name().namespace().equals(command.namespace())
                    || !queue.name().name().startsWith(command.prefix())) {
                break;
            }
            if (page.size() == command.countMax()) {
                return new Decision.Accept<>(List.of(), new ListQueues.Reply(page, true));
            }
            page.add(queue.view());
        }
        return new Decision.Accept<>(List.of(), new ListQueues.Reply(page, false));
    }
}
