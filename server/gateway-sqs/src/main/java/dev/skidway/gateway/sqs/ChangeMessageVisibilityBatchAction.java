package dev.skidway.gateway.sqs;

import dev.skidway.node.QueueService.HandleResult;
import dev.skidway.node.QueueService.VisibilityEntry;
import dev.skidway.queues.QueueName;
import java.util.ArrayList;
import java.util.List;

/** ChangeMessageVisibilityBatch: up to ten (or more, if allowed) changes. */
final class ChangeMessageVisibilityBatchAction implements SqsAction {

    @Override
    public void handle(Call call) {
        QueueName queue = call.queue();
        BatchEntries batch = BatchEntries.read(call, "ChangeMessageVisibilityBatchRequestEntry");
        List<String> ids = new ArrayList<>(batch.entries().size());
        List<VisibilityEntry> changes = new ArrayList<>(batch.entries().size());
        for (BatchEntries.Entry entry : batch.entries()) {
            try {
                String handle = entry.params().required("ReceiptHandle");
                changes.add(new VisibilityEntry(handle, HandleFaults.seconds(entry.params(), call.limits()) * 1000));
                ids.add(entry.id());
            } catch (SqsFault fault) {
                if (fault.error() == SqsError.SERIALIZATION) {
                    throw fault;
                }
                batch.fail(entry.id(), fault);
            }
        }
        List<HandleResult> results = changes.isEmpty()
                ? List.of()
                : ErrorMap.reply(call.service()
                        .changeVisibility(queue, changes, call.limits().leaseMillisMax()));
        List<String> changed = new ArrayList<>(results.size());
        for (int i = 0; i < results.size(); i++) {
            VisibilityEntry change = changes.get(i);
            SqsFault fault = HandleFaults.ofChange(
                    change.receiptHandle(), change.visibilityMillis() / 1000, call.limits(), results.get(i));
            if (fault == null) {
                changed.add(ids.get(i));
            } else {
                batch.fail(ids.get(i), fault);
            }
        }
        BatchEntries.writeSuccessful(call.reply(), "ChangeMessageVisibilityBatchResultEntry", changed);
        batch.writeFailed(call.reply());
    }
}
