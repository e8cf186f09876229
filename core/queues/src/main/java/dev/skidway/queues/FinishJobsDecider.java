package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import dev.skidway.engine.Event;
import dev.skidway.engine.Rejection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ends those leases that hold, each in its way. */
final class FinishJobsDecider implements Decider<FinishJobs, FinishJobs.Reply> {

    private final QueuesRead queues;

    FinishJobsDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<FinishJobs.Reply> decide(FinishJobs command, long nowMillis) {
        if (command.finishes().size() > QueueLimits.ENTRIES_MAX) {
            return Rejections.tooManyEntries(command.finishes().size());
        }
        Map<Long, FinishPlan> plans = new LinkedHashMap<>();
        Set<MessageRef> named = new HashSet<>();
        List<JobResult> results = new ArrayList<>(command.finishes().size());
        for (FinishJobs.Finish finish : command.finishes()) {
            LeaseRef lease = finish.lease();
            QueueRead queue = LeaseCheck.queue(queues, command.namespace(), lease);
            Rejection refusal = LeaseCheck.refusal(lease, queue, command.worker(), nowMillis);
            refusal = refusal != null ? refusal : flaw(finish.how());
            refusal = refusal != null || named.add(lease.message()) ? refusal : endedBefore();
            if (refusal != null) {
                results.add(JobResult.refused(refusal));
                continue;
            }
            QueueRead found = Objects.requireNonNull(queue);
            FinishPlan plan = plans.computeIfAbsent(found.id(), id -> FinishPlan.of(found, queues, nowMillis));
            results.add(
                    switch (finish.how()) {
                        case FinishJobs.Done(byte[] result) -> plan.done(lease.message(), result);
                        case FinishJobs.Failed failed -> plan.failed(lease.message(), failed);
                        case FinishJobs.GivenBack(long delay) -> plan.givenBack(lease.message(), delay);
                    });
        }
        List<Event> events = new ArrayList<>();
        plans.values().forEach(plan -> events.addAll(plan.events()));
        return new Decision.Accept<>(events, new FinishJobs.Reply(results));
    }

    private static Rejection endedBefore() {
        return new Rejection(
                QueueRejection.LEASE_EXPIRED, "Expected each lease once; an entry before this one ended it.");
    }

    private static @Nullable Rejection flaw(FinishJobs.How how) {
        String flaw = switch (how) {
            case FinishJobs.Done(byte[] result) ->
                SettingsRules.outside("result bytes", result.length, 0, QueueLimits.RESULT_BYTES_MAX);
            case FinishJobs.Failed failed -> JobRules.flaw(failed);
            case FinishJobs.GivenBack(long delay) ->
                SettingsRules.outside("delayMillis", delay, 0, QueueLimits.DUE_MILLIS_MAX);
        };
        return flaw == null ? null : new Rejection(QueueRejection.JOB_INVALID, flaw);
    }
}
