package dev.skidway.gateway.sqs;

import dev.skidway.engine.Rejection;
import dev.skidway.node.SentMessage;
import dev.skidway.queues.NewMessage;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.SendMessages;
import java.util.ArrayList;
import java.util.List;

/** SendMessageBatch: up to ten (or more, if allowed) messages, stored together; those that are refused fail alone. */
final class SendMessageBatchAction implements SqsAction {

    @Override
    public void handle(Call call) {
        QueueName queue = call.queue();
        BatchEntries batch = BatchEntries.read(call, "SendMessageBatchRequestEntry");
        List<String> ids = new ArrayList<>(batch.entries().size());
        List<OutgoingMessage> messages = new ArrayList<>(batch.entries().size());
        List<NewMessage> commands = new ArrayList<>(batch.entries().size());
        long bytes = 0;
        for (BatchEntries.Entry entry : batch.entries()) {
            try {
                OutgoingMessage message = OutgoingMessage.read(entry.params(), call, QueueUrls.isFifo(queue.name()));
                bytes += message.sizeBytes();
                ids.add(entry.id());
                messages.add(message);
                commands.add(message.message());
            } catch (SqsFault fault) {
                if (fault.error() == SqsError.SERIALIZATION) {
                    throw fault;
                }
                batch.fail(entry.id(), amongOthers(fault));
            }
        }
        long bytesMax = call.limits().messageBytesMax();
        if (bytes > bytesMax) {
            throw new SqsFault(
                    SqsError.BATCH_TOO_LONG,
                    "Batch requests cannot be longer than " + bytesMax + " bytes. You have sent " + bytes + " bytes.");
        }
        List<SentMessage> sent =
                commands.isEmpty() ? List.of() : ErrorMap.reply(call.service().send(new SendMessages(queue, commands)));
        write(call, queue, batch, ids, messages, sent);
    }

    /** Alone, a message without a group lacks a parameter; among others it has a bad one. */
    private static SqsFault amongOthers(SqsFault fault) {
        return fault.error() == SqsError.MISSING_PARAMETER && fault.text().contains("MessageGroupId")
                ? new SqsFault(SqsError.INVALID_PARAMETER, fault.text())
                : fault;
    }

    private static void write(
            Call call,
            QueueName queue,
            BatchEntries batch,
            List<String> ids,
            List<OutgoingMessage> messages,
            List<SentMessage> sent) {
        boolean any = false;
        for (int i = 0; i < sent.size(); i++) {
            if (sent.get(i) instanceof SentMessage.Refused(Rejection rejection)) {
                batch.fail(
                        ids.get(i),
                        SendFaults.of(call, queue, rejection, "One or more parameters cannot be validated."));
            } else {
                any = true;
            }
        }
        ReplyWriter reply = call.reply();
        if (any) {
            reply.beginList("Successful", "SendMessageBatchResultEntry");
            for (int i = 0; i < sent.size(); i++) {
                if (sent.get(i) instanceof SentMessage.Stored stored) {
                    reply.beginEntry();
                    reply.text("Id", ids.get(i));
                    messages.get(i).writeSent(call, stored);
                    reply.endEntry();
                }
            }
            reply.endList();
        }
        batch.writeFailed(reply);
    }
}
