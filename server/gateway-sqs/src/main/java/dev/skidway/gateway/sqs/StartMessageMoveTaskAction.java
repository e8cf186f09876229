package dev.skidway.gateway.sqs;

import dev.skidway.queues.QueueName;
import dev.skidway.queues.StartMoveTask;

/** StartMessageMoveTask: begins to move dead letters back to where they came from, or elsewhere. */
final class StartMessageMoveTaskAction implements SqsAction {

    private static final int PER_SECOND_MAX = 500;

    @Override
    public void handle(Call call) {
        QueueName source = MoveTasks.queue(call.params().required("SourceArn"), "SourceArn");
        String destinationArn = call.params().text("DestinationArn");
        QueueName destination = destinationArn == null ? null : MoveTasks.queue(destinationArn, "DestinationArn");
        Long perSecond = call.params().integer("MaxNumberOfMessagesPerSecond");
        if (perSecond != null && (perSecond < 1 || perSecond > PER_SECOND_MAX)) {
            throw SqsFault.invalidParameter(
                    perSecond, "MaxNumberOfMessagesPerSecond", "Must be between 1 and " + PER_SECOND_MAX + ".");
        }
        if (source.equals(destination)) {
            throw new SqsFault(
                    SqsError.INVALID_PARAMETER, "Source queue arn and destination queue arn cannot be the same.");
        }
        if (destination != null && QueueUrls.isFifo(source.name()) != QueueUrls.isFifo(destination.name())) {
            throw new SqsFault(
                    SqsError.INVALID_PARAMETER,
                    "The source queue and destination queue must be of the same queue type.");
        }
        MoveTasks.checkExists(call, source, "SourceArn");
        if (destination != null) {
            MoveTasks.checkExists(call, destination, "DestinationArn");
        }
        StartMoveTask command =
                new StartMoveTask(source, destination, perSecond == null ? 0 : perSecond.intValue(), call.origin());
        StartMoveTask.Reply started = ErrorMap.reply(call.service().startMoveTask(command));
        call.reply().text("TaskHandle", MoveTasks.handle(started.taskId(), source, call.region()));
    }
}
