package dev.skidway.gateway.sqs;

import dev.skidway.queues.CancelMoveTask;

/** CancelMessageMoveTask: ends a move; what was moved stays where it is. */
final class CancelMessageMoveTaskAction implements SqsAction {

    @Override
    public void handle(Call call) {
        MoveTasks.Named task = MoveTasks.open(call.params().required("TaskHandle"));
        CancelMoveTask command = new CancelMoveTask(task.source().namespace(), task.taskId(), call.origin());
        CancelMoveTask.Reply cancelled = ErrorMap.reply(call.service().cancelMoveTask(command));
        call.reply().number("ApproximateNumberOfMessagesMoved", cancelled.moved());
    }
}
