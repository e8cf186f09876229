package dev.skidway.gateway.sqs;

import dev.skidway.queues.ListMoveTasks;
import dev.skidway.queues.QueueName;

/** ListMessageMoveTasks: the newest moves from a queue, one unless more are asked for. */
final class ListMessageMoveTasksAction implements SqsAction {

    private static final int RESULTS_MAX = 10;

    @Override
    public void handle(Call call) {
        QueueName source = MoveTasks.queue(call.params().required("SourceArn"), "SourceArn");
        Long resultsMax = call.params().integer("MaxResults");
        if (resultsMax != null && (resultsMax < 1 || resultsMax > RESULTS_MAX)) {
            throw SqsFault.invalidParameter(resultsMax, "MaxResults", "Must be between 1 and " + RESULTS_MAX + ".");
        }
        MoveTasks.checkExists(call, source, "SourceArn");
        ListMoveTasks.Reply tasks = ErrorMap.reply(call.service()
                .listMoveTasks(new ListMoveTasks(source, resultsMax == null ? 1 : resultsMax.intValue())));

        call.reply().beginList("Results", "ListMessageMoveTasksResultEntry");
        tasks.tasks().forEach(task -> MoveTasks.write(call, task));
        call.reply().endList();
    }
}
