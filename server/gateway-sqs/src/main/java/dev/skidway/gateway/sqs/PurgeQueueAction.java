package dev.skidway.gateway.sqs;

import dev.skidway.engine.Outcome;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.PurgeQueue;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.QueueRejection;

/** PurgeQueue: removes all messages, leased and delayed ones too; once in 60 seconds. */
final class PurgeQueueAction implements SqsAction {

    @Override
    public void handle(Call call) {
        QueueName queue = call.queue();
        Outcome<PurgeQueue.Reply> outcome = call.service().purgeQueue(new PurgeQueue(queue, call.origin()));
        if (outcome instanceof Outcome.Refused<PurgeQueue.Reply>(Rejection rejection)
                && rejection.reason() == QueueRejection.PURGE_IN_PROGRESS) {
            throw new SqsFault(
                    SqsError.PURGE_IN_PROGRESS,
                    "Only one PurgeQueue operation on " + queue.name() + " is allowed every 60 seconds.");
        }
        ErrorMap.reply(outcome);
    }
}
