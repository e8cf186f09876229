package dev.skidway.gateway.sqs;

import dev.skidway.node.QueueService.HandleResult;
import dev.skidway.queues.QueueName;
import java.util.List;

/** DeleteMessage: by receipt handle; also succeeds for a message that is gone, and on standard queues if it was received again. */
final class DeleteMessageAction implements SqsAction {

    @Override
    public void handle(Call call) {
        QueueName queue = call.queue();
        String handle = call.params().required("ReceiptHandle");
        List<HandleResult> results = ErrorMap.reply(call.service().delete(queue, List.of(handle)));
        SqsFault fault = HandleFaults.ofDelete(handle, results.getFirst());
        if (fault != null) {
            throw fault;
        }
    }
}
