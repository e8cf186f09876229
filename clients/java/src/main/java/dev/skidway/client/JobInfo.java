package dev.skidway.client;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job as it was when asked. */
public final class JobInfo {

    private final dev.skidway.v1.Job proto;

    JobInfo(dev.skidway.v1.Job proto) {
        this.proto = proto;
    }

    public String id() {
        return proto.getJobId();
    }

    /** The queue in which it is, or was. */
    public String queue() {
        return proto.getQueue();
    }

    public JobState state() {
        return JobState.of(proto.getState());
    }

    /** The key it was sent with; empty for none. */
    public String key() {
        return proto.getKey();
    }

    public int priority() {
        return proto.getPriority();
    }

    public Instant sent() {
        return Protos.instant(proto.getSent());
    }

    /** When it is due, while it is delayed; else null. */
    public @Nullable Instant due() {
        return Protos.instantIf(proto.hasDue(), proto.getDue());
    }

    /** When its time to live ends; null if it has none. */
    public @Nullable Instant expires() {
        return Protos.instantIf(proto.hasExpires(), proto.getExpires());
    }

    /** The end of its lease, while it runs; else null. */
    public @Nullable Instant leasedUntil() {
        return Protos.instantIf(proto.hasLeasedUntil(), proto.getLeasedUntil());
    }

    /** Attempts begun so far. */
    public int attemptsTotal() {
        return proto.getAttemptsTotal();
    }

    /** The last ones, oldest first. */
    public List<Attempt> attempts() {
        return proto.getAttemptsList().stream().map(Attempt::of).toList();
    }

    public Map<String, String> metadata() {
        return proto.getMetadataMap();
    }

    /** What its worker reported last; empty if nothing. */
    public byte[] progress() {
        return proto.getProgress().toByteArray();
    }

    /** Its unique key; empty for none. */
    public String uniqueKey() {
        return proto.getUniqueKey();
    }

    /** The queue from which it came as a dead letter; empty if it is none. */
    public String deadLetterOf() {
        return proto.getDeadLetterOf();
    }

    public int bodyBytes() {
        return proto.getBodyBytes();
    }

    /** Its body; empty if it was not asked for. */
    public byte[] body() {
        return proto.getBody().toByteArray();
    }

    /** Its body as text; empty if it was not asked for. */
    public String text() {
        return proto.getBody().toString(StandardCharsets.UTF_8);
    }

    /** What travels with the body; none if the body was not asked for. */
    public Map<String, Attribute> attributes() {
        return Attribute.all(proto.getAttributesMap());
    }

    /** When it was over; null if it is not. */
    public @Nullable Instant finished() {
        return Protos.instantIf(proto.hasFinished(), proto.getFinished());
    }

    /** What its worker said of the result; empty if nothing. */
    public byte[] result() {
        return proto.getResult().toByteArray();
    }

    @Override
    public String toString() {
        return "JobInfo " + Protos.text(proto);
    }
}
