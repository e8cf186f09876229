package dev.skidway.gateway.sqs;

import dev.skidway.engine.Outcome;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.CreateQueue;
import dev.skidway.queues.GetQueue;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.QueueView;
import java.util.Map;

/** CreateQueue: creates, or finds a queue whose attributes agree with all that are given. */
final class CreateQueueAction implements SqsAction {

    @Override
    public void handle(Call call) {
        String name = call.params().required("QueueName");
        Map<String, String> attributes = call.params().textMap("Attributes");
        QueueUrls.checkName(name, attributes.getOrDefault("FifoQueue", "").equals("true"));
        QueueName queue = new QueueName(call.urls().account(), name);
        CreateQueue command = new CreateQueue(
                queue,
                AttributeChange.read(attributes, queue, call.limits(), true),
                Tags.read(call.params(), "tags", queue),
                call.origin());

        Outcome<CreateQueue.Reply> outcome = call.service().createQueue(command);
        if (outcome instanceof Outcome.Refused<CreateQueue.Reply>(Rejection rejection)
                && rejection.reason() == QueueRejection.QUEUE_EXISTS) {
            checkAgrees(call, queue, attributes);
        } else {
            AttributeChange.reply(outcome, attributes);
        }
        call.reply().text("QueueUrl", call.urlOf(queue));
    }

    /** The domain compares settings as they are stored; here a default that was named counts as the same. */
    private static void checkAgrees(Call call, QueueName queue, Map<String, String> given) {
        QueueView view = ErrorMap.reply(call.service().getQueue(new GetQueue(queue)));
        String different = QueueAttributes.firstDifference(given, view, call.region());
        if (different != null) {
            throw new SqsFault(
                    SqsError.QUEUE_NAME_EXISTS,
                    "A queue already exists with the same name and a different value for attribute " + different);
        }
    }
}
