package dev.skidway.app.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.skidway.node.PeekedPage;
import dev.skidway.queues.MessageAttribute;
import dev.skidway.queues.MessageHeaders;
import dev.skidway.queues.PeekedMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A page of messages as JSON: text where the bytes are UTF-8, base64 where they are not. */
final class MessagesJson {

    // A page that breaks off must not look whole.
    private static final JsonFactory JSON = new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);

    private final JsonGenerator out;

    private MessagesJson(JsonGenerator out) {
        this.out = out;
    }

    /** Writes piece by piece, so that a page is never in memory a second time, and closes {@code target}. */
    static void write(OutputStream target, String queue, String state, PeekedPage page) throws IOException {
        try (JsonGenerator out = JSON.createGenerator(target)) {
            MessagesJson json = new MessagesJson(out);
            out.writeStartObject();
            out.writeStringField("queue", queue);
            out.writeStringField("state", state);
            out.writeArrayFieldStart("messages");
            for (PeekedPage.Message message : page.messages()) {
                json.message(message);
            }
            out.writeEndArray();
            out.writeStringField("next", page.next());
            out.writeEndObject();
        }
    }

    private void message(PeekedPage.Message message) throws IOException {
        PeekedMessage about = message.about();
        out.writeStartObject();
        out.writeStringField("message_id", message.messageId());
        out.writeStringField("state", about.state().name().toLowerCase(Locale.ROOT));
        out.writeNumberField("enqueued_at_ms", about.enqueuedAtMillis());
        time("first_received_at_ms", about.firstReceivedAtMillis());
        time("due_at_ms", about.dueAtMillis());
        out.writeNumberField("receive_count", about.receiveCount());
        out.writeNumberField("priority", about.priority());
        optional("group", about.key());
        optional("sequence_number", message.sequenceNumber());
        optional("dead_letter_source", about.deadLetterSource());
        out.writeNumberField("body_bytes", about.payload().bodyBytes());
        out.writeBooleanField("damaged", message.damaged());
        if (!message.damaged()) {
            headers(message.headers());
            value("body", false, message.body());
        }
        out.writeEndObject();
    }

    private void headers(byte[] encoded) throws IOException {
        MessageHeaders headers;
        try {
            headers = MessageHeaders.decode(encoded);
        } catch (IllegalArgumentException unknownFormat) {
            out.writeBinaryField("headers_base64", encoded);
            return;
        }
        optional("sender", headers.sender().isEmpty() ? null : headers.sender());
        optional("trace_header", headers.traceHeader());
        optional("deduplication_id", headers.deduplicationId());
        out.writeArrayFieldStart("attributes");
        for (MessageAttribute attribute : headers.attributes()) {
            out.writeStartObject();
            out.writeStringField("name", attribute.name());
            out.writeStringField("type", attribute.type());
            value("value", attribute.binary(), attribute.value());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** Bytes under {@code name} if they may and can be text, else under the name with {@code _base64} behind it. */
    private void value(String name, boolean binary, byte[] bytes) throws IOException {
        String text = binary ? null : text(bytes);
        if (text == null) {
            out.writeBinaryField(name + "_base64", bytes);
        } else {
            out.writeStringField(name, text);
        }
    }

    private static @Nullable String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            return null;
        }
    }

    private void time(String name, long millis) throws IOException {
        if (millis != 0) {
            out.writeNumberField(name, millis);
        }
    }

    private void optional(String name, @Nullable String value) throws IOException {
        if (value != null) {
            out.writeStringField(name, value);
        }
    }
}
