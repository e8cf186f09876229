package dev.skidway.node;

import dev.skidway.engine.Outcome;
import dev.skidway.queues.CancelMoveTask;
import dev.skidway.queues.ChangeQueueTags;
import dev.skidway.queues.CreateQueue;
import dev.skidway.queues.DeleteQueue;
import dev.skidway.queues.GetQueue;
import dev.skidway.queues.ListDeadLetterSources;
import dev.skidway.queues.ListMoveTasks;
import dev.skidway.queues.ListQueues;
import dev.skidway.queues.PurgeQueue;
import dev.skidway.queues.QueueLimits;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.QueueView;
import dev.skidway.queues.ReceiveMessages;
import dev.skidway.queues.SendMessages;
import dev.skidway.queues.SetQueueSettings;
import dev.skidway.queues.StartMoveTask;
import java.util.List;

/**
 * What gateways see of the queues of this node. Every call blocks its (virtual) thread until the answer is durable.
 *
 * <p>Every method may throw {@link dev.skidway.base.SkidwayException}: RETRY when the node is overloaded, draining, or refuses new work
 * for want of disk space; STOP once the node has failed.
 */
public interface QueueService {

    Outcome<CreateQueue.Reply> createQueue(CreateQueue command);

    Outcome<DeleteQueue.Reply> deleteQueue(DeleteQueue command);

    Outcome<PurgeQueue.Reply> purgeQueue(PurgeQueue command);

    Outcome<SetQueueSettings.Reply> setQueueSettings(SetQueueSettings command);

    Outcome<ChangeQueueTags.Reply> changeQueueTags(ChangeQueueTags command);

    Outcome<QueueView> getQueue(GetQueue command);

    Outcome<ListQueues.Reply> listQueues(ListQueues command);

    Outcome<ListDeadLetterSources.Reply> listDeadLetterSources(ListDeadLetterSources command);

    Outcome<StartMoveTask.Reply> startMoveTask(StartMoveTask command);

    Outcome<CancelMoveTask.Reply> cancelMoveTask(CancelMoveTask command);

    Outcome<ListMoveTasks.Reply> listMoveTasks(ListMoveTasks command);

    /** Sends; results carry sealed message ids. */
    Outcome<List<SentMessage>> send(SendMessages command);

    /** Receives, payloads loaded. A wait ends early when {@code caller} is cancelled: nothing is leased afterwards. */
    Outcome<List<DeliveredMessage>> receive(ReceiveMessages command, CallerGone caller);

    /** Deletes by receipt handles; a handle that was not made here gives {@link HandleResult#INVALID} for its entry. */
    Outcome<List<HandleResult>> delete(QueueName queue, List<String> receiptHandles);

    /** Changes lease times, as long as no lease comes to more than {@code leaseMillisMax} since its receive; one entry for each handle. */
    Outcome<List<HandleResult>> changeVisibility(QueueName queue, List<VisibilityEntry> entries, long leaseMillisMax);

    /** The same with the bound that holds where nobody names another: 12 hours. */
    default Outcome<List<HandleResult>> changeVisibility(QueueName queue, List<VisibilityEntry> entries) {
        return changeVisibility(queue, entries, QueueLimits.LEASE_MILLIS_DEFAULT_MAX);
    }

    /** One change of visibility, from now. */
    record VisibilityEntry(String receiptHandle, long visibilityMillis) {}

    /** What became of one receipt handle. */
    enum HandleResult {
        /** Done. */
        DONE,
        /** The message was gone before. */
        GONE,
        /** It has been leased to somebody else since. */
        LEASED_AGAIN,
        /** On a FIFO queue: its lease ran out, was given back, or somebody else has the message now. */
        EXPIRED,
        /** Not a handle of this queue, or not one of ours at all. */
        INVALID,
        /** Total lease time would pass the limit. */
        TOO_LONG
    }
}
