package dev.skidway.gateway.sqs;

import dev.skidway.node.DeliveredMessage;
import dev.skidway.queues.DeduplicationHash;
import dev.skidway.queues.MessageAttribute;
import dev.skidway.queues.MessageHeaders;
import dev.skidway.queues.QueueName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which parts of a received message a client asked for, and how a message is written. */
final class MessageSelection {

    private static final Set<String> SYSTEM = Set.of(
            "All",
            "SenderId",
            "SentTimestamp",
            "ApproximateReceiveCount",
            "ApproximateFirstReceiveTimestamp",
            "SequenceNumber",
            "MessageDeduplicationId",
            "MessageGroupId",
            "AWSTraceHeader",
            "DeadLetterQueueSourceArn");

    private final List<String> systemNames;
    private final List<String> attributeNames;
    private final boolean allSystem;

    private MessageSelection(List<String> systemNames, List<String> attributeNames) {
        this.systemNames = systemNames;
        this.attributeNames = attributeNames;
        this.allSystem = systemNames.contains("All");
    }

    static MessageSelection read(Params params) {
        List<String> system = params.texts("AttributeNames");
        system.addAll(params.texts("MessageSystemAttributeNames"));
        for (String name : system) {
            // The old parameter shares its vocabulary with queue attributes, which messages simply do not have.
            if (!SYSTEM.contains(name) && !QueueAttributes.isKnown(name)) {
                throw QueueAttributes.unknown(name);
            }
        }
        return new MessageSelection(system, params.texts("MessageAttributeNames"));
    }

    void write(Call call, DeliveredMessage message) {
        ReplyWriter reply = call.reply();
        reply.beginEntry();
        reply.text("MessageId", message.messageId());
        reply.text("ReceiptHandle", message.receiptHandle());
        reply.text("MD5OfBody", call.digests().body(message.body()));
        reply.utf8("Body", message.body());
        if (!systemNames.isEmpty() || !attributeNames.isEmpty()) {
            MessageHeaders headers = MessageHeaders.decode(message.headers());
            if (!systemNames.isEmpty()) {
                writeSystem(call, message, headers);
            }
            if (!attributeNames.isEmpty()) {
                writeAttributes(call, headers.attributes());
            }
        }
        reply.endEntry();
    }

    private void writeSystem(Call call, DeliveredMessage message, MessageHeaders headers) {
        ReplyWriter reply = call.reply();
        reply.beginMap("Attributes", "Attribute", "Name");
        system(reply, "SenderId", headers.sender());
        system(reply, "SentTimestamp", Long.toString(message.enqueuedAtMillis()));
        system(reply, "ApproximateReceiveCount", Integer.toString(message.receiveCount()));
        system(reply, "ApproximateFirstReceiveTimestamp", Long.toString(message.firstReceivedAtMillis()));
        if (message.key() != null) {
            system(reply, "MessageGroupId", message.key());
        }
        if (message.sequenceNumber() != null) {
            system(reply, "SequenceNumber", message.sequenceNumber());
            system(reply, "MessageDeduplicationId", deduplicationId(message, headers));
        }
        if (headers.traceHeader() != null) {
            system(reply, AttributeReader.TRACE_HEADER, headers.traceHeader());
        }
        if (message.deadLetterSource() != null) {
            QueueName source = new QueueName(call.queue().namespace(), message.deadLetterSource());
            system(reply, "DeadLetterQueueSourceArn", QueueAttributes.arn(source, call.region()));
        }
        reply.endMap();
    }

    /** A dead letter is known by its own id: the one it was sent with must not keep another message away. */
    private static String deduplicationId(DeliveredMessage message, MessageHeaders headers) {
        if (message.deadLetterSource() != null) {
            return message.messageId();
        }
        String given = headers.deduplicationId();
        return given == null ? DeduplicationHash.idOfBody(message.body()) : given;
    }

    private void system(ReplyWriter reply, String name, String value) {
        if (allSystem || systemNames.contains(name)) {
            reply.text(name, value);
        }
    }

    private void writeAttributes(Call call, List<MessageAttribute> attributes) {
        List<MessageAttribute> chosen = new ArrayList<>(attributes.size());
        for (MessageAttribute attribute : attributes) {
            if (chosen(attribute.name())) {
                chosen.add(attribute);
            }
        }
        if (chosen.isEmpty()) {
            return;
        }
        ReplyWriter reply = call.reply();
        reply.text("MD5OfMessageAttributes", call.digests().attributes(chosen));
        reply.beginMap("MessageAttributes", "MessageAttribute", "Name");
        for (MessageAttribute attribute : chosen) {
            reply.beginStruct(attribute.name());
            if (attribute.binary()) {
                reply.binary("BinaryValue", attribute.value());
            } else {
                reply.utf8("StringValue", attribute.value());
            }
            reply.text("DataType", attribute.type());
            reply.endStruct();
        }
        reply.endMap();
    }

    /** Exact name, {@code All}, {@code .*}, or {@code prefix.*}. */
    private boolean chosen(String name) {
        for (String wanted : attributeNames) {
            if (wanted.equals("All") || wanted.equals(name)) {
                return true;
            }
            if (wanted.endsWith(".*") && name.startsWith(wanted.substring(0, wanted.length() - 2))) {
                return true;
            }
        }
        return false;
    }
}
