package dev.skidway.gateway.sqs;

import dev.skidway.queues.ChangeQueueTags;
import dev.skidway.queues.QueueName;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** UntagQueue: removes tags by key; a key that is not there is no error. */
final class UntagQueueAction implements SqsAction {

    @Override
    public void handle(Call call) {
        QueueName queue = call.queue();
        List<String> keys = call.params().texts("TagKeys");
        if (keys.isEmpty()) {
            throw Tags.badKeys();
        }
        keys.forEach(Tags::checkKey);
        ErrorMap.reply(call.service()
                .changeQueueTags(new ChangeQueueTags(queue, new TreeSet<>(keys), new TreeMap<>(), call.origin())));
    }
}
