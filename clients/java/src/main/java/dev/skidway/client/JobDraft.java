package dev.skidway.client;

import com.google.protobuf.ByteString;
import dev.skidway.v1.NewJob;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** A job to be sent, put together step by step: {@code JobDraft.of("hello").key("acme").delay(Duration.ofMinutes(5))}. */
public final class JobDraft {

    private final NewJob.Builder job;

    private JobDraft(NewJob.Builder job) {
        this.job = job;
    }

    /** A job with these bytes as its body. */
    public static JobDraft of(byte[] body) {
        return new JobDraft(NewJob.newBuilder().setBody(ByteString.copyFrom(body)));
    }

    /** A job with this text as its body. */
    public static JobDraft of(String body) {
        return of(body.getBytes(StandardCharsets.UTF_8));
    }

    /** For fairness and limits; on an ordered queue the group whose order is kept. 1 to 128 bytes. */
    public JobDraft key(String key) {
        job.setKey(key);
        return this;
    }

    /** Lower is served first. */
    public JobDraft priority(int priority) {
        job.setPriority(priority);
        return this;
    }

    /** Not before this much time has passed, up to 100 years. */
    public JobDraft delay(Duration delay) {
        job.setDelay(Protos.duration(delay));
        return this;
    }

    /** Not before this time. */
    public JobDraft dueAt(Instant time) {
        job.setDueAt(Protos.timestamp(time));
        return this;
    }

    /** Dropped if it is not finished so long after it was due. */
    public JobDraft timeToLive(Duration time) {
        job.setTimeToLive(Protos.duration(time));
        return this;
    }

    /** Finished when its lease runs out, and never tried twice. */
    public JobDraft atMostOnce() {
        job.setAtMostOnce(true);
        return this;
    }

    /** How failed attempts are repeated, instead of the queue's policy. */
    public JobDraft retry(RetryPolicy policy) {
        job.setRetry(policy.proto());
        return this;
    }

    /** Shown, searched, and editable while it waits. */
    public JobDraft metadata(String name, String value) {
        job.putMetadata(name, value);
        return this;
    }

    /** Travels with the body. */
    public JobDraft attribute(String name, String value) {
        return attribute(name, Attribute.of(value));
    }

    /** Travels with the body; at most 100 of them. */
    public JobDraft attribute(String name, Attribute value) {
        job.putAttributes(name, value.proto());
        return this;
    }

    /** Stored once however often it is sent, within 24 hours: such sends are repeated by the client when an answer is lost. */
    public JobDraft idempotencyKey(String key) {
        job.setIdempotencyKey(key);
        return this;
    }

    /** Not while another one like it exists; what happens then is for the key to say. */
    public JobDraft unique(UniqueKey key) {
        job.setUnique(key.proto());
        return this;
    }

    NewJob proto() {
        return job.build();
    }
}
