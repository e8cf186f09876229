package dev.skidway.node;

import dev.skidway.engine.Outcome;
import dev.skidway.queues.AwaitReady;
import dev.skidway.queues.DeleteLimit;
import dev.skidway.queues.ExplainJob;
import dev.skidway.queues.ExplainQueue;
import dev.skidway.queues.Explanation;
import dev.skidway.queues.ListKeys;
import dev.skidway.queues.ListLimits;
import dev.skidway.queues.ReprioritizeJobs;
import dev.skidway.queues.SetKeySettings;
import dev.skidway.queues.SetLimit;

/**
 * What gateways see of who goes first on this node, and of what holds jobs back. What a queue as a whole has is among its settings: {@link
 * QueueService#setQueueSettings}.
 *
 * <p>Every call blocks its (virtual) thread until the answer is durable. Every method may throw {@link
 * dev.skidway.base.SkidwayException}, as those of {@link QueueService}.
 */
public interface DispatchService {

    /** Changes what keys have of their own. */
    Outcome<SetKeySettings.Reply> setKeySettings(SetKeySettings command);

    /** Lists keys. */
    Outcome<ListKeys.Reply> listKeys(ListKeys command);

    /** Makes or changes a shared limit. */
    Outcome<SetLimit.Reply> setLimit(SetLimit command);

    /** Deletes a shared limit. */
    Outcome<DeleteLimit.Reply> deleteLimit(DeleteLimit command);

    /** Lists shared limits. */
    Outcome<ListLimits.Reply> listLimits(ListLimits command);

    /** Gives jobs that wait another priority. */
    Outcome<ReprioritizeJobs.Reply> reprioritize(ReprioritizeJobs command);

    /** Says why a queue gives out nothing. */
    Outcome<Explanation> explain(ExplainQueue command);

    /** Says why a job does not run. */
    Outcome<Explanation> explain(ExplainJob command);

    /** Waits until a receive would find something. The wait ends early when {@code caller} is cancelled. */
    Outcome<AwaitReady.Reply> awaitReady(AwaitReady command, CallerGone caller);
}
