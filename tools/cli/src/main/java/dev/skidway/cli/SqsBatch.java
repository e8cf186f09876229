package dev.skidway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Up to ten messages on their way to a queue in one {@code SendMessageBatch}. */
final class SqsBatch {

    static final int ENTRIES_MAX = 10;
    static final String ID_PREFIX = "line-";
    private static final int BYTES_MAX = 900_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode request = JSON.createObjectNode();
    private final ArrayNode entries;
    private final boolean fifo;
    private final long nowMillis;
    private long bytes;
    private long firstLine;
    private long lastLine;

    SqsBatch(String queueUrl, boolean fifo, long nowMillis) {
        this.fifo = fifo;
        this.nowMillis = nowMillis;
        request.put("QueueUrl", queueUrl);
        entries = request.putArray("Entries");
    }

    /** Whether a line of so many characters fits. */
    boolean fits(int characters) {
        return entries.isEmpty() || (entries.size() < ENTRIES_MAX && bytes + characters <= BYTES_MAX);
    }

    long firstLine() {
        return firstLine;
    }

    long lastLine() {
        return lastLine;
    }

    int size() {
        return entries.size();
    }

    /** Adds the message of a line; {@code suffix} makes its deduplication id another one. */
    void add(long lineNumber, ObjectNode line, int characters, String suffix) {
        bytes += characters;
        firstLine = entries.isEmpty() ? lineNumber : firstLine;
        lastLine = lineNumber;
        ObjectNode entry = entries.addObject();
        entry.put("Id", ID_PREFIX + lineNumber);
        entry.put("MessageBody", line.path("body").asText());
        String group = line.path("group").asText("");
        if (!group.isEmpty()) {
            entry.put("MessageGroupId", group);
        }
        if (fifo) {
            String own = line.path("deduplication_id").asText("");
            String id = own.isEmpty() ? "import-" + line.path("sequence_number").asText("" + lineNumber) : own;
            entry.put("MessageDeduplicationId", id + suffix);
        } else if (line.path("state").asText().equals("delayed")) {
            entry.put("DelaySeconds", delaySeconds(line.path("due_at_ms").asLong()));
        }
        String trace = line.path("trace_header").asText("");
        if (!trace.isEmpty()) {
            entry.putObject("MessageSystemAttributes")
                    .putObject("AWSTraceHeader")
                    .put("DataType", "String")
                    .put("StringValue", trace);
        }
        ObjectNode attributes = JSON.createObjectNode();
        for (JsonNode attribute : line.path("attributes")) {
            ObjectNode value = attributes.putObject(attribute.path("name").asText());
            value.put("DataType", attribute.path("type").asText());
            if (attribute.has("value_base64")) {
                value.put("BinaryValue", attribute.path("value_base64").asText());
            } else {
                value.put("StringValue", attribute.path("value").asText());
            }
        }
        if (!attributes.isEmpty()) {
            entry.set("MessageAttributes", attributes);
        }
    }

    private long delaySeconds(long dueAtMillis) {
        return Math.max(0, (dueAtMillis - nowMillis + 999) / 1_000);
    }

    byte[] bytes() {
        return request.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Why a line cannot be sent, or null if it can: SQS knows text only. */
    static @Nullable String flaw(ObjectNode line) {
        if (line.path("damaged").asBoolean()) {
            return "what was stored of it is damaged";
        }
        if (line.has("body_base64")) {
            return "its body is no text, which SQS cannot carry";
        }
        return line.path("body").isTextual() ? null : "it has no body";
    }
}
