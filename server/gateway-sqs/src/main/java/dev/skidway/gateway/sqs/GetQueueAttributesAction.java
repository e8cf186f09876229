package dev.skidway.gateway.sqs;

import dev.skidway.queues.GetQueue;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.QueueView;
import java.util.List;
import java.util.Map;

/** GetQueueAttributes: the attributes asked for by name, or all; none without names. */
final class GetQueueAttributesAction implements SqsAction {

    @Override
    public void handle(Call call) {
        QueueName queue = call.queue();
        List<String> names = call.params().texts("AttributeNames");
        QueueAttributes.checkNames(names);
        QueueView view = ErrorMap.reply(call.service().getQueue(new GetQueue(queue)));

        ReplyWriter reply = call.reply();
        if (names.isEmpty()) {
            return;
        }
        boolean all = names.contains("All");
        reply.beginMap("Attributes", "Attribute", "Name");
        for (Map.Entry<String, String> attribute :
                QueueAttributes.all(view, call.region()).entrySet()) {
            if (all || names.contains(attribute.getKey())) {
                reply.text(attribute.getKey(), attribute.getValue());
            }
        }
        reply.endMap();
    }
}
