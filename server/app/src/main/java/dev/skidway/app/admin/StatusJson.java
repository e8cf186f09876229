package dev.skidway.app.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/** The status as JSON. */
final class StatusJson {

    private static final JsonFactory JSON = new JsonFactory();

    private StatusJson() {}

    static String of(Status status) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("version", status.version());
            out.writeNumberField("uptime_ms", status.uptimeMillis());
            out.writeStringField("state", status.stage().phase().name().toLowerCase(java.util.Locale.ROOT));
            out.writeStringField("reason", status.stage().reason());
            out.writeStringField("data", status.dataFolder());
            out.writeStringField("durability", status.durability());
            out.writeStringField("space", status.space());
            traffic(out, status.traffic());
            out.writeArrayFieldStart("queues");
            for (Status.QueueLine queue : status.queues()) {
                queue(out, queue);
            }
            out.writeEndArray();
            out.writeBooleanField("more_queues", status.moreQueues());
            out.writeEndObject();
        }
        return text.toString();
    }

    private static void traffic(JsonGenerator out, Status.Traffic traffic) throws IOException {
        out.writeObjectFieldStart("traffic");
        series(out, "sent_per_s", traffic.sent());
        series(out, "received_per_s", traffic.received());
        series(out, "deleted_per_s", traffic.deleted());
        series(out, "forces_per_s", traffic.forces());
        out.writeNumberField("force_ms_mean", traffic.forceMillisMean());
        out.writeNumberField("journal_bytes_written", traffic.bytesWritten());
        out.writeEndObject();
    }

    private static void series(JsonGenerator out, String name, List<Long> values) throws IOException {
        out.writeArrayFieldStart(name);
        for (long value : values) {
            out.writeNumber(value);
        }
        out.writeEndArray();
    }

    private static void queue(JsonGenerator out, Status.QueueLine queue) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", queue.name());
        out.writeNumberField("visible", queue.visible());
        out.writeNumberField("leased", queue.leased());
        out.writeNumberField("delayed", queue.delayed());
        out.writeNumberField("oldest_age_ms", queue.oldestAgeMillis());
        out.writeNumberField("sent_per_s", queue.sentPerSecond());
        out.writeNumberField("deleted_per_s", queue.deletedPerSecond());
        out.writeEndObject();
    }
}
