package dev.skidway.gateway.sqs;

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

    static final int GROUP_CHARS_MAX = 128;
    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    private static final String NOT_THIS_TYPE = "The request include parameter that is not valid for this queue type.";

    /** Reads a SendMessage request or one entry of a batch. */
    static OutgoingMessage read(Params params, Call call) {
        String body = params.required("MessageBody");
        MessageText.check(body, "message body");
        List<MessageAttribute> attributes = AttributeReader.messageAttributes(params);
        MessageAttribute trace = AttributeReader.traceHeader(params);
        String deduplication = params.text("MessageDeduplicationId");
        if (deduplication != null) {
            throw SqsFault.invalidParameter(Shown.text(deduplication), "MessageDeduplicationId", NOT_THIS_TYPE);
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String traceHeader = trace == null ? null : new String(trace.value(), StandardCharsets.UTF_8);
        byte[] headers = new MessageHeaders(attributes, call.origin().principal(), traceHeader).encode();
        int size = bytes.length + sizeBytes(attributes);
        NewMessage message = new NewMessage(
                bytes,
                headers,
                size,
                group(params),
                0,
                delayMillis(params, call.limits().delaySecondsMax()));
        return new OutgoingMessage(message, attributes, trace);
    }

    /** What counts against the limits: body, and name, type and value of every attribute. */
    int sizeBytes() {
        return message.sizeBytes();
    }

    /** Writes the members that every kind of send answers with. */
    void writeSent(Call call, String messageId) {
        ReplyWriter reply = call.reply();
        reply.text("MessageId", messageId);
        reply.text("MD5OfMessageBody", call.digests().body(message.body()));
        if (!attributes.isEmpty()) {
            reply.text("MD5OfMessageAttributes", call.digests().attributes(attributes));
        }
        if (trace != null) {
            reply.text("MD5OfMessageSystemAttributes", call.digests().attributes(List.of(trace)));
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

    private static long delayMillis(Params params, int secondsMax) {
        Long seconds = params.integer("DelaySeconds");
        if (seconds == null) {
            return -1;
        }
        if (seconds < 0 || seconds > secondsMax) {
            throw SqsFault.invalidParameter(
                    seconds, "DelaySeconds", "DelaySeconds must be >= 0 and <= " + secondsMax + ".");
        }
        return seconds * 1000;
    }

    private static @Nullable String group(Params params) {
        String group = params.text("MessageGroupId");
        if (group == null) {
            return null;
        }
        boolean good = !group.isEmpty() && group.length() <= GROUP_CHARS_MAX;
        for (int i = 0; good && i < group.length(); i++) {
            char c = group.charAt(i);
            good = Ascii.isLetterOrDigit(c) || PUNCTUATION.indexOf(c) >= 0;
        }
        if (!good) {
            throw SqsFault.invalidParameter(
                    Shown.text(group),
                    "MessageGroupId",
                    "MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in length.");
        }
        return group;
    }
}
