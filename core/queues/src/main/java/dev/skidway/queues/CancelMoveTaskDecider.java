package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.List;

/** Cancels a move task that runs. */
final class CancelMoveTaskDecider implements Decider<CancelMoveTask, CancelMoveTask.Reply> {

    private final QueuesRead queues;

    CancelMoveTaskDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<CancelMoveTask.Reply> decide(CancelMoveTask command, long nowMillis) {
        MoveTaskRead task = queues.moveTasks().find(command.taskId());
        if (task == null || !task.source().namespace().equals(command.namespace()) || task.expired(nowMillis)) {
            return Rejections.reject(QueueRejection.MOVE_TASK_NOT_FOUND, "Task does not exist.");
        }
        String flaw = SettingsRules.flaw(command.origin());
        if (flaw != null) {
            return Rejections.reject(QueueRejection.SETTING_INVALID, flaw);
        }
        return task.status() == MoveTaskStatus.RUNNING
                ? new Decision.Accept<>(
                        List.of(new MoveTaskCancelled(task.id(), command.origin())),
                        new CancelMoveTask.Reply(task.view().moved()))
                : Rejections.reject(
                        QueueRejection.MOVE_TASK_NOT_RUNNING,
                        "Expected a task that is running, found one that is " + task.status() + ".");
    }
}
