package dev.skidway.node;

import dev.skidway.engine.Outcome;
import dev.skidway.queues.ChangeJobs;
import dev.skidway.queues.ExtendLeases;
import dev.skidway.queues.FinishJobs;
import dev.skidway.queues.GetJob;
import dev.skidway.queues.JobResult;
import dev.skidway.queues.LeaseRef;
import dev.skidway.queues.MessageRef;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.ReceiveMessages;
import dev.skidway.queues.SearchJobs;
import dev.skidway.queues.SendMessages;
import dev.skidway.queues.SendResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the native protocol sees of the jobs of this node: the same messages as {@link QueueService}, by plain identities, which
 * the protocol seals with {@link #seal} where they leave the server.
 *
 * <p>Every call blocks its (virtual) thread until the answer is durable. Every method may throw {@link
 * dev.skidway.base.SkidwayException}, as those of {@link QueueService}.
 */
public interface JobService {

    /** Sends; one result for each message, in order. */
    Outcome<List<SendResult>> send(SendMessages command);

    /** Leases, payloads loaded. A wait ends early when {@code caller} is cancelled: nothing is leased afterwards. */
    Outcome<List<DeliveredJob>> lease(ReceiveMessages command, CallerGone caller);

    /**
     * Waits until one of the queues has something that may be leased, and leases nothing; what there is may be gone when the caller comes
     * for it.
     *
     * @return whether there is something: false when the wait is over or the caller has gone
     */
    Outcome<Boolean> awaitReady(List<QueueName> queues, long waitMillis, CallerGone caller);

    /** Ends leases: done, failed, or given back; one result for each, in order. */
    Outcome<List<JobResult>> finishJobs(FinishJobs command);

    /** Heartbeats; one result for each, in order. */
    Outcome<List<JobResult>> extendLeases(ExtendLeases command);

    /** Cancels, reschedules or edits jobs; one result for each, in order. */
    Outcome<List<JobResult>> changeJobs(ChangeJobs command);

    /** One job, that lives or is remembered, with its payload if wanted. */
    Outcome<ShownJob> getJob(GetJob command, boolean withBody);

    /** A page of jobs of a queue. */
    Outcome<ShownJobs> searchJobs(SearchJobs command, boolean withBody);

    /** The identities as clients see them. */
    Seal seal();

    /** Turns identities into what clients can neither read nor forge, and back. */
    interface Seal {

        /** The id of a job, the same for its whole life; also the message id of SQS. */
        String jobId(MessageRef job);

        /** The job that an id of ours names, or null for anything else. */
        @Nullable MessageRef openJobId(String jobId);

        /** One lease, 18 bytes. */
        byte[] lease(LeaseRef lease);

        /** The lease that bytes of ours name, or null for what cannot be one. */
        @Nullable LeaseRef openLease(byte[] lease);
    }
}
