package dev.skidway.gateway.sqs;

import dev.skidway.node.SentMessage;
import dev.skidway.queues.MessageAttribute;
import dev.skidway.queues.MessageHeaders;
import dev.skidway.queues.NewMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message as a client sent it, checked, with what its digests are computed from. */
record OutgoingMessage(
        NewMessage message,
        List<MessageAttribute> attributes,
        @Nullable MessageAttribute trace) {

    /** Reads a SendMessage request or one entry of a batch. */
    static OutgoingMessage read(Params params, Call call, boolean fifo) {
        String body = params.required("MessageBody");
        MessageText.check(body, "message body");
        List<MessageAttribute> attributes = AttributeReader.messageAttributes(params);
        MessageAttribute trace = AttributeReader.traceHeader(params);
        String group = FifoNames.group(params, fifo);
        String deduplication = FifoNames.fifoOnly(params, "MessageDeduplicationId", fifo);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String traceHeader = trace == null ? null : new String(trace.value(), StandardCharsets.UTF_8);
        byte[] headers = new MessageHeaders(attributes, call.origin().principal(), traceHeader, deduplication).encode();
        int size = bytes.length + sizeBytes(attributes);
        NewMessage message =
                new NewMessage(bytes, headers, size, group, 0, delayMillis(params, call.limits(), fifo), deduplication);
        return new OutgoingMessage(message, attributes, trace);
    }

    /** What counts against the limits: body, and name, type and value of every attribute. */
    int sizeBytes() {
        return message.sizeBytes();
    }

    /** Writes the members that every kind of send answers with. */
    void writeSent(Call call, SentMessage.Stored sent) {
        ReplyWriter reply = call.reply();
        reply.text("MessageId", sent.messageId());
        reply.text("MD5OfMessageBody", call.digests().body(message.body()));
        if (!attributes.isEmpty()) {
            reply.text("MD5OfMessageAttributes", call.digests().attributes(attributes));
        }
        if (trace != null) {
            reply.text("MD5OfMessageSystemAttributes", call.digests().attributes(List.of(trace)));
        }
        if (sent.sequenceNumber() != null) {
            reply.text("SequenceNumber", sent.sequenceNumber());
        }
    }

    private static int sizeBytes(List<MessageAttribute> attributes) {
        int size = 0;
        for (MessageAttribute attribute : attributes) {
            size += attribute.name().length()
                    + attribute.type().getBytes(StandardCharsets.UTF_8).length
                    + attribute.value().length;
        }
        return size;
    }

    private static long delayMillis(Params params, SqsLimits limits, boolean fifo) {
        Long seconds = params.integer("DelaySeconds");
        if (seconds == null) {
            return -1;
        }
        if (fifo && seconds > 0) {
            throw SqsFault.invalidParameter(seconds, "DelaySeconds", FifoNames.NOT_THIS_TYPE);
        }
        int secondsMax = limits.delaySecondsMax();
        if (seconds < 0 || seconds > secondsMax) {
            throw SqsFault.invalidParameter(
                    seconds, "DelaySeconds", "DelaySeconds must be >= 0 and <= " + secondsMax + ".");
        }
        return seconds * 1000;
    }
}
