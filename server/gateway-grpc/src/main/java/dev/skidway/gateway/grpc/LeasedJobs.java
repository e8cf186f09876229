package dev.skidway.gateway.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.skidway.node.DeliveredJob;
import dev.skidway.node.JobService;
import dev.skidway.queues.JobDetails;
import dev.skidway.queues.LeasedMessage;
import dev.skidway.queues.MessageAttribute;
import dev.skidway.queues.MessageHeaders;
import dev.skidway.v1.Attribute;
import dev.skidway.v1.LeasedJob;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Jobs as workers see them. */
final class LeasedJobs {

    private LeasedJobs() {}

    static LeasedJob of(DeliveredJob job, long delivery, JobService.Seal seal) {
        LeasedMessage message = job.message();
        LeasedJob.Builder leased = LeasedJob.newBuilder()
                .setDelivery(delivery)
                .setQueue(job.queue().name())
                .setJobId(seal.jobId(message.identity()))
                .setLease(bytes(seal.lease(message.lease())))
                .setBody(bytes(job.body()))
                .setPriority(message.priority())
                .setAttempt(message.receiveCount())
                .setSent(Times.timestamp(message.enqueuedAtMillis()))
                .setLeasedUntil(Times.timestamp(message.untilMillis()));
        if (message.key() != null) {
            leased.setKey(message.key());
        }
        if (job.headers().length > 0) {
            leased.putAllAttributes(attributes(job.headers()));
        }
        JobDetails details = message.job();
        if (details != null) {
            leased.putAllMetadata(details.metadata()).setProgress(bytes(details.progress()));
        }
        return leased.build();
    }

    /** Attributes of encoded headers, by name. */
    static Map<String, Attribute> attributes(byte[] headers) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        for (MessageAttribute attribute : MessageHeaders.decode(headers).attributes()) {
            Attribute.Builder shown = Attribute.newBuilder().setType(attribute.type());
            if (attribute.binary()) {
                shown.setBinary(bytes(attribute.value()));
            } else {
                shown.setText(new String(attribute.value(), StandardCharsets.UTF_8));
            }
            attributes.put(attribute.name(), shown.build());
        }
        return attributes;
    }

    /** Bytes that nobody changes any more, without copying them. */
    static ByteString bytes(byte[] bytes) {
        return UnsafeByteOperations.unsafeWrap(bytes);
    }
}
