package dev.skidway.gateway.sqs;

import dev.skidway.node.QueueService.HandleResult;
import dev.skidway.node.QueueService.VisibilityEntry;
import dev.skidway.queues.QueueName;
import java.util.List;

/** ChangeMessageVisibility: a new lease time from now, 0 to give the message back. */
final class ChangeMessageVisibilityAction implements SqsAction {

    @Override
    public void handle(Call call) {
        QueueName queue = call.queue();
        String handle = call.params().required("ReceiptHandle");
        long seconds = HandleFaults.seconds(call.params(), call.limits());
        List<HandleResult> results = ErrorMap.reply(call.service()
                .changeVisibility(
                        queue,
                        List.of(new VisibilityEntry(handle, seconds * 1000)),
                        call.limits().leaseMillisMax()));
        SqsFault fault = HandleFaults.ofChange(handle, seconds, call.limits(), results.getFirst());
        if (fault != null) {
            throw fault;
        }
    }
}
