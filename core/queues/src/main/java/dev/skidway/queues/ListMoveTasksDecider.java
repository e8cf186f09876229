package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.List;

/** Shows the tasks of a source. */
final class ListMoveTasksDecider implements Decider<ListMoveTasks, ListMoveTasks.Reply> {

    private final QueuesRead queues;

    ListMoveTasksDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<ListMoveTasks.Reply> decide(ListMoveTasks command, long nowMillis) {
        QueueRead source = queues.find(command.source());
        if (source == null) {
            return Rejections.queueNotFound(command.source());
        }
        String flaw = SettingsRules.outside("countMax", command.countMax(), 1, QueueLimits.LIST_COUNT_MAX);
        if (flaw != null) {
            return Rejections.reject(QueueRejection.SETTING_INVALID, flaw);
        }
        List<MoveTaskView> tasks = queues.moveTasks().ofSource(source.id()).stream()
                .filter(task -> !task.expired(nowMillis))
                .limit(command.countMax())
                .map(MoveTaskRead::view)
                .toList();
        return new Decision.Accept<>(List.of(), new ListMoveTasks.Reply(tasks));
    }
}
