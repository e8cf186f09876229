package dev.skidway.gateway.sqs;

import dev.skidway.engine.Outcome;
import dev.skidway.engine.Rejection;
import dev.skidway.node.QueueService;
import dev.skidway.queues.CreateQueue;
import dev.skidway.queues.GetQueue;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.QueueView;
import java.util.Map;
import java.util.TreeMap;

/** CreateQueue: creates, or finds a queue whose attributes agree with all that are given. */
final class CreateQueueAction implements SqsAction {

    private static final int TAGS_MAX = 50;
    private static final int TAG_KEY_CHARS_MAX = 128;
    private static final int TAG_VALUE_CHARS_MAX = 256;

    @Override
    public void handle(Call call) {
        String name = call.params().required("QueueName");
        if (name.endsWith(".fifo")) {
            throw QueueAttributes.fifoUnsupported();
        }
        QueueUrls.checkName(name);
        Map<String, String> attributes = call.params().textMap("Attributes");
        QueueName queue = new QueueName(call.urls().account(), name);
        CreateQueue command =
                new CreateQueue(queue, QueueAttributes.change(attributes, true), tags(call.params()), call.origin());

        Outcome<CreateQueue.Reply> outcome = call.service().createQueue(command);
        if (outcome instanceof Outcome.Refused<CreateQueue.Reply>(Rejection rejection)
                && rejection.reason() == QueueRejection.QUEUE_EXISTS) {
            throw exists(call.service(), queue, attributes, call.region());
        }
        ErrorMap.reply(outcome);
        call.reply().text("QueueUrl", call.urlOf(queue));
    }

    private static SqsFault exists(QueueService service, QueueName queue, Map<String, String> given, String region) {
        String different = service.getQueue(new GetQueue(queue)) instanceof Outcome.Done<QueueView>(QueueView view)
                ? QueueAttributes.firstDifference(given, view, region)
                : null;
        String which = different == null ? given.keySet().toString() : different;
        return new SqsFault(
                SqsError.QUEUE_NAME_EXISTS,
                "A queue already exists with the same name and a different value for attribute " + which);
    }

    private static TreeMap<String, String> tags(Params params) {
        TreeMap<String, String> tags = new TreeMap<>(params.textMap("tags"));
        if (tags.size() > TAGS_MAX) {
            throw new SqsFault(SqsError.INVALID_PARAMETER, "Too many tags: at most " + TAGS_MAX + " may be given.");
        }
        tags.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > TAG_KEY_CHARS_MAX || value.length() > TAG_VALUE_CHARS_MAX) {
                throw new SqsFault(
                        SqsError.INVALID_PARAMETER,
                        "A tag key has 1 to " + TAG_KEY_CHARS_MAX + " characters, a value at most "
                                + TAG_VALUE_CHARS_MAX + ".");
            }
        });
        return tags;
    }
}
