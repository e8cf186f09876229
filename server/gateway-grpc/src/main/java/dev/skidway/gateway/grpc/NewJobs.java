package dev.skidway.gateway.grpc;

import dev.skidway.queues.JobOptions;
import dev.skidway.queues.MessageAttribute;
import dev.skidway.queues.MessageHeaders;
import dev.skidway.queues.NewMessage;
import dev.skidway.queues.UniqueKey;
import dev.skidway.v1.Attribute;
import dev.skidway.v1.NewJob;
import dev.skidway.v1.Unique;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs to be stored, from the protocol's words to the domain's. */
final class NewJobs {

    /** Longest delay: 100 years of 365 days. */
    static final long DELAY_MILLIS_MAX = 3_153_600_000_000L;

    private static final String SENDER = "anonymous";

    private NewJobs() {}

    /** The message that stores this job in a queue; refused with the field that is wrong. */
    static NewMessage message(NewJob job, boolean ordered) {
        return message(job, ordered, null);
    }

    /** The message that sends this job to an ordered queue, which knows repeated sends by deduplication ids of its own. */
    static NewMessage ordered(NewJob job) {
        String key = job.getIdempotencyKey();
        return message(job, true, key.isEmpty() ? UUID.randomUUID().toString() : key);
    }

    private static NewMessage message(NewJob job, boolean ordered, @Nullable String deduplicationId) {
        if (job.hasDelay() && job.hasDueAt()) {
            throw Refusal.invalid("delay, due_at: expected one of the two, found both");
        }
        byte[] body = job.getBody().toByteArray();
        List<MessageAttribute> attributes = attributes(job.getAttributesMap());
        byte[] headers = attributes.isEmpty() && deduplicationId == null
                ? new byte[0]
                : new MessageHeaders(attributes, SENDER, null, deduplicationId).encode();
        NewMessage message = new NewMessage(
                body,
                headers,
                body.length + headers.length,
                job.getKey().isEmpty() ? null : job.getKey(),
                job.getPriority(),
                job.hasDelay() ? Times.millis(job.getDelay(), "delay", 0, DELAY_MILLIS_MAX) : -1,
                deduplicationId);
        return message.with(options(job, ordered));
    }

    private static JobOptions options(NewJob job, boolean ordered) {
        return new JobOptions(
                job.hasDueAt() ? Math.max(0, Times.millis(job.getDueAt(), "due_at")) : -1,
                job.hasTimeToLive() ? Times.millis(job.getTimeToLive(), "time_to_live", 1, DELAY_MILLIS_MAX) : -1,
                -1,
                job.hasAtMostOnce() ? job.getAtMostOnce() : null,
                job.hasRetry() ? RetryPolicies.policy(job.getRetry()) : null,
                new TreeMap<>(job.getMetadataMap()),
                job.hasUnique() ? unique(job.getUnique()) : null,
                ordered || job.getIdempotencyKey().isEmpty() ? null : job.getIdempotencyKey());
    }

    private static UniqueKey unique(Unique unique) {
        UniqueKey.Mode mode = switch (unique.getMode()) {
            case MODE_UNSPECIFIED, MODE_KEEP_FIRST -> UniqueKey.Mode.KEEP_FIRST;
            case MODE_REJECT -> UniqueKey.Mode.REJECT;
            case MODE_REPLACE -> UniqueKey.Mode.REPLACE;
            case MODE_DEBOUNCE -> UniqueKey.Mode.DEBOUNCE;
            case MODE_THROTTLE -> UniqueKey.Mode.THROTTLE;
            case UNRECOGNIZED -> throw Refusal.invalid("unique.mode: expected a mode of this version, found another");
        };
        long window = unique.hasWindow() ? Times.millis(unique.getWindow(), "unique.window", 0, 30L * 86_400_000) : 0;
        boolean named = unique.getWhileWaiting() || unique.getWhileRunning() || unique.hasWindow();
        return new UniqueKey(
                unique.getKey(), !named || unique.getWhileWaiting(), !named || unique.getWhileRunning(), window, mode);
    }

    private static List<MessageAttribute> attributes(Map<String, Attribute> given) {
        List<MessageAttribute> attributes = new ArrayList<>(given.size());
        if (given.size() > MessageHeaders.ATTRIBUTES_MAX) {
            throw Refusal.invalid(
                    "attributes: expected at most " + MessageHeaders.ATTRIBUTES_MAX + ", found " + given.size());
        }
        new TreeMap<>(given).forEach((name, attribute) -> {
            Bounds.bytes("attributes: a name", name, 256);
            boolean binary = attribute.getValueCase() == Attribute.ValueCase.BINARY;
            byte[] value = binary
                    ? attribute.getBinary().toByteArray()
                    : attribute.getText().getBytes(StandardCharsets.UTF_8);
            attributes.add(new MessageAttribute(name, type(name, attribute, binary), binary, value));
        });
        return attributes;
    }

    private static String type(String name, Attribute attribute, boolean binary) {
        String type = attribute.getType();
        if (type.isEmpty()) {
            return binary ? "Binary" : "String";
        }
        Bounds.bytes("attributes: a type", type, 256);
        String base = type.contains(".") ? type.substring(0, type.indexOf('.')) : type;
        boolean known = binary ? base.equals("Binary") : base.equals("String") || base.equals("Number");
        if (!known) {
            throw Refusal.invalid("attributes." + name + ".type: expected " + (binary ? "Binary" : "String or Number")
                    + " for this kind of value, found another");
        }
        return type;
    }
}
