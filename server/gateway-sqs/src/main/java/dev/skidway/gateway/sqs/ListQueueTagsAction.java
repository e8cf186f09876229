package dev.skidway.gateway.sqs;

import dev.skidway.queues.GetQueue;
import dev.skidway.queues.QueueView;

/** ListQueueTags: all tags of a queue, in order of their keys. */
final class ListQueueTagsAction implements SqsAction {

    @Override
    public void handle(Call call) {
        QueueView view = ErrorMap.reply(call.service().getQueue(new GetQueue(call.queue())));
        ReplyWriter reply = call.reply();
        if (view.tags().isEmpty()) {
            return;
        }
        reply.beginMap("Tags", "Tag", "Key");
        view.tags().forEach(reply::text);
        reply.endMap();
    }
}
