package dev.skidway.gateway.sqs;

import dev.skidway.queues.GetQueue;
import dev.skidway.queues.QueueName;

/** GetQueueUrl: the URL of a queue that exists. */
final class GetQueueUrlAction implements SqsAction {

    @Override
    public void handle(Call call) {
        String name = call.params().required("QueueName");
        String owner = call.params().text("QueueOwnerAWSAccountId");
        String account = owner == null || owner.isEmpty() ? call.urls().account() : owner;
        // The same rules as for a path, so that no stranger's text goes further than this.
        QueueName queue = call.urls().path("/" + account + "/" + name);
        if (queue == null) {
            throw new SqsFault(SqsError.QUEUE_DOES_NOT_EXIST, "The specified queue does not exist.");
        }
        ErrorMap.reply(call.service().getQueue(new GetQueue(queue)));
        call.reply().text("QueueUrl", call.urlOf(queue));
    }
}
