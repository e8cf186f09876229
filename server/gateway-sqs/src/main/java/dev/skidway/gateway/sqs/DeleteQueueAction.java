package dev.skidway.gateway.sqs;

import dev.skidway.queues.DeleteQueue;

/** DeleteQueue: removes a queue with all its messages. */
final class DeleteQueueAction implements SqsAction {

    @Override
    public void handle(Call call) {
        ErrorMap.reply(call.service().deleteQueue(new DeleteQueue(call.queue(), call.origin())));
    }
}
