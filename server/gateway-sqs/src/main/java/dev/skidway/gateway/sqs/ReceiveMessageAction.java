package dev.skidway.gateway.sqs;

import dev.skidway.node.DeliveredMessage;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.ReceiveMessages;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ReceiveMessage: leases up to ten messages (or more, if allowed), waiting for a first one when asked to. */
final class ReceiveMessageAction implements SqsAction {

    static final int WAIT_SECONDS_MAX = 20;

    @Override
    public void handle(Call call) {
        Params params = call.params();
        QueueName queue = call.queue();
        Long count = params.integer("MaxNumberOfMessages");
        int countMax = call.limits().entriesMax();
        if (count != null && (count < 1 || count > countMax)) {
            throw SqsFault.invalidParameter(
                    count, "MaxNumberOfMessages", "Must be between 1 and " + countMax + ", if provided.");
        }
        ReceiveMessages command = new ReceiveMessages(
                queue,
                count == null ? 1 : count.intValue(),
                millis(
                        params.integer("VisibilityTimeout"),
                        "VisibilityTimeout",
                        call.limits().visibilitySecondsMax()),
                millis(params.integer("WaitTimeSeconds"), "WaitTimeSeconds", WAIT_SECONDS_MAX),
                FifoNames.fifoOnly(params, "ReceiveRequestAttemptId", QueueUrls.isFifo(queue.name())));
        MessageSelection selection = MessageSelection.read(params);

        List<DeliveredMessage> messages = ErrorMap.reply(call.service().receive(command, call.caller()));
        // An empty answer has no list at all.
        if (messages.isEmpty()) {
            return;
        }
        List<String> handles = new ArrayList<>(messages.size());
        messages.forEach(message -> handles.add(message.receiptHandle()));
        call.delivers(queue, handles);
        call.reply().beginList("Messages", "Message");
        for (DeliveredMessage message : messages) {
            selection.write(call, message);
        }
        call.reply().endList();
    }

    private static long millis(@Nullable Long seconds, String parameter, int max) {
        if (seconds == null) {
            return -1;
        }
        if (seconds < 0 || seconds > max) {
            throw SqsFault.invalidParameter(seconds, parameter, "Must be >= 0 and <= " + max + ", if provided.");
        }
        return seconds * 1000;
    }
}
