package dev.skidway.gateway.sqs;

import dev.skidway.queues.QueueName;
import dev.skidway.queues.SetQueueSettings;
import java.util.Map;

/** SetQueueAttributes: changes the attributes it names. */
final class SetQueueAttributesAction implements SqsAction {

    @Override
    public void handle(Call call) {
        QueueName queue = call.queue();
        if (!call.params().has("Attributes")) {
            throw SqsFault.missing("Attributes");
        }
        Map<String, String> attributes = call.params().textMap("Attributes");
        SetQueueSettings command = new SetQueueSettings(
                queue, AttributeChange.read(attributes, queue, call.limits(), false), call.origin());
        if (attributes.containsKey("Policy")) {
            Policy.alone(() -> AttributeChange.reply(call.service().setQueueSettings(command), attributes));
        } else {
            AttributeChange.reply(call.service().setQueueSettings(command), attributes);
        }
    }
}
