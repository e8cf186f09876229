package dev.skidway.gateway.sqs;

import dev.skidway.node.QueueService.HandleResult;
import dev.skidway.queues.QueueName;
import java.util.ArrayList;
import java.util.List;

/** DeleteMessageBatch: up to ten (or more, if allowed) receipt handles. */
final class DeleteMessageBatchAction implements SqsAction {

    @Override
    public void handle(Call call) {
        QueueName queue = call.queue();
        BatchEntries batch = BatchEntries.read(call, "DeleteMessageBatchRequestEntry");
        List<String> ids = new ArrayList<>(batch.entries().size());
        List<String> handles = new ArrayList<>(batch.entries().size());
        for (BatchEntries.Entry entry : batch.entries()) {
            String handle = entry.params().text("ReceiptHandle");
            if (handle == null || handle.isEmpty()) {
                batch.fail(entry.id(), SqsFault.missing("ReceiptHandle"));
            } else {
                ids.add(entry.id());
                handles.add(handle);
            }
        }
        List<HandleResult> results =
                handles.isEmpty() ? List.of() : ErrorMap.reply(call.service().delete(queue, handles));
        List<String> deleted = new ArrayList<>(results.size());
        for (int i = 0; i < results.size(); i++) {
            SqsFault fault = HandleFaults.ofDelete(handles.get(i), results.get(i));
            if (fault == null) {
                deleted.add(ids.get(i));
            } else {
                batch.fail(ids.get(i), fault);
            }
        }
        BatchEntries.writeSuccessful(call.reply(), "DeleteMessageBatchResultEntry", deleted);
        batch.writeFailed(call.reply());
    }
}
