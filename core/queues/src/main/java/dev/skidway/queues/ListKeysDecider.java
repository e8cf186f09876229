package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.List;

/** Lists keys, one page at a time. */
final class ListKeysDecider implements Decider<ListKeys, ListKeys.Reply> {

    private final QueuesRead queues;

    ListKeysDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<ListKeys.Reply> decide(ListKeys command, long nowMillis) {
        QueueRead queue = queues.find(command.queue());
        if (queue == null) {
            return Rejections.queueNotFound(command.queue());
        }
        String flaw = SettingsRules.outside("countMax", command.countMax(), 1, QueueLimits.LIST_COUNT_MAX);
        if (flaw != null) {
            return Rejections.reject(QueueRejection.SETTING_INVALID, flaw);
        }
        List<KeyView> keys = queue.keysAfter(command.after(), command.countMax() + 1);
        boolean more = keys.size() > command.countMax();
        return new Decision.Accept<>(
                List.of(), new ListKeys.Reply(more ? List.copyOf(keys.subList(0, command.countMax())) : keys, more));
    }
}
