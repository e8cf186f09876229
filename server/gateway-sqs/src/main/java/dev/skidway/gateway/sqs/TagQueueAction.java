package dev.skidway.gateway.sqs;

import dev.skidway.engine.Outcome;
import dev.skidway.queues.ChangeQueueTags;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.QueueRejection;
import java.util.SortedMap;
import java.util.TreeSet;

/** TagQueue: sets tags, beside those the queue has. */
final class TagQueueAction implements SqsAction {

    @Override
    public void handle(Call call) {
        QueueName queue = call.queue();
        SortedMap<String, String> tags = Tags.read(call.params(), "Tags", queue);
        if (tags.isEmpty()) {
            throw SqsFault.missing("Tags");
        }
        var outcome = call.service().changeQueueTags(new ChangeQueueTags(queue, new TreeSet<>(), tags, call.origin()));
        if (outcome instanceof Outcome.Refused<?> refused && refused.rejection().reason() == QueueRejection.TAG_LIMIT) {
            throw Tags.tooMany(queue);
        }
        ErrorMap.reply(outcome);
    }
}
