package dev.skidway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skidway.queues.MessageAttribute;
import dev.skidway.queues.MessageHeaders;
import dev.skidway.queues.PeekedMessage;
import dev.skidway.queues.SequenceNumber;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Messages as lines of JSON; format: {@code docs/formats/export.md}. Bytes that are no UTF-8 stand in base64. */
final class MessageLine {

    static final int FORMAT = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    private MessageLine() {}

    /** A message; {@code payload} is its headers and body, or null if what is stored is damaged. */
    static ObjectNode of(PeekedMessage about, boolean fifo, @Nullable ByteBuffer payload) {
        ObjectNode line = JSON.createObjectNode();
        line.put("state", about.state().name().toLowerCase(Locale.ROOT))
                .put("enqueued_at_ms", about.enqueuedAtMillis());
        if (about.dueAtMillis() != 0) {
            line.put("due_at_ms", about.dueAtMillis());
        }
        line.put("receive_count", about.receiveCount());
        if (about.firstReceivedAtMillis() != 0) {
            line.put("first_received_at_ms", about.firstReceivedAtMillis());
        }
        line.put("priority", about.priority());
        if (about.key() != null) {
            line.put("group", about.key());
        }
        if (fifo) {
            line.put("sequence_number", SequenceNumber.of(about.place()));
        }
        if (about.deadLetterSource() != null) {
            line.put("dead_letter_source", about.deadLetterSource());
        }
        if (payload == null) {
            return line.put("damaged", true);
        }
        byte[] headers = new byte[about.payload().headerBytes()];
        byte[] body = new byte[about.payload().bodyBytes()];
        payload.get(headers).get(body);
        try {
            put(line, MessageHeaders.decode(headers));
        } catch (IllegalArgumentException e) {
            // Written by a later version: whoever understands them gets them as they are.
            line.put("headers_base64", headers);
        }
        put(line, "body", body);
        return line;
    }

    private static void put(ObjectNode line, MessageHeaders headers) {
        if (!headers.sender().isEmpty()) {
            line.put("sender", headers.sender());
        }
        if (headers.traceHeader() != null) {
            line.put("trace_header", headers.traceHeader());
        }
        if (headers.deduplicationId() != null) {
            line.put("deduplication_id", headers.deduplicationId());
        }
        ArrayNode attributes = line.putArray("attributes");
        for (MessageAttribute attribute : headers.attributes()) {
            ObjectNode json = attributes.addObject();
            json.put("name", attribute.name()).put("type", attribute.type());
            if (attribute.binary()) {
                json.put("value_base64", attribute.value());
            } else {
                put(json, "value", attribute.value());
            }
        }
    }

    private static void put(ObjectNode json, String name, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            json.put(name, text);
        } catch (CharacterCodingException e) {
            json.put(name + "_base64", bytes);
        }
    }

    /** The first line of a file. */
    static ObjectNode head(String queue, long position) {
        return JSON.createObjectNode()
                .put("skidway_export", FORMAT)
                .put("queue", queue)
                .put("position", position);
    }

    /** The last one, without which a file is not whole. */
    static ObjectNode end(long messages) {
        return JSON.createObjectNode().put("end", true).put("messages", messages);
    }

    static byte[] bytes(ObjectNode line) throws IOException {
        byte[] json = JSON.writeValueAsBytes(line);
        byte[] bytes = Arrays.copyOf(json, json.length + 1);
        bytes[json.length] = '\n';
        return bytes;
    }

    /** Reads a line; null if it is not an object. */
    static @Nullable ObjectNode read(String text) {
        try {
            JsonNode line = JSON.readTree(text);
            return line instanceof ObjectNode object ? object : null;
        } catch (IOException e) {
            // Whoever reads the file says which line it is.
            return null;
        }
    }
}
