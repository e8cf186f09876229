package dev.skidway.gateway.sqs;

import dev.skidway.engine.Rejection;
import dev.skidway.node.SentMessage;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.SendMessages;
import java.util.List;

/** SendMessage: one message. */
final class SendMessageAction implements SqsAction {

    @Override
    public void handle(Call call) {
        QueueName queue = call.queue();
        OutgoingMessage message = OutgoingMessage.read(call.params(), call, QueueUrls.isFifo(queue.name()));
        List<SentMessage> sent =
                ErrorMap.reply(call.service().send(new SendMessages(queue, List.of(message.message()))));
        switch (sent.getFirst()) {
            case SentMessage.Stored stored -> message.writeSent(call, stored);
            case SentMessage.Refused(Rejection rejection) ->
                throw SendFaults.of(call, queue, rejection, "One or more parameters are invalid.");
        }
    }
}
