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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Changes those jobs that may be changed so. */
final class ChangeJobsDecider implements Decider<ChangeJobs, ChangeJobs.Reply> {

    private final QueuesRead queues;

    ChangeJobsDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<ChangeJobs.Reply> decide(ChangeJobs command, long nowMillis) {
        if (command.identities().size() > QueueLimits.ENTRIES_MAX) {
            return Rejections.tooManyEntries(command.identities().size());
        }
        String flaw = flaw(command.change(), nowMillis);
        if (flaw != null) {
            return Rejections.reject(QueueRejection.JOB_INVALID, flaw);
        }
        Map<Long, Changed> byQueue = new LinkedHashMap<>();
        Set<MessageRef> named = new HashSet<>();
        List<JobResult> results = new ArrayList<>(command.identities().size());
        QueueRead fetching = null;
        for (MessageRef identity : command.identities()) {
            FoundJob found = named.add(identity) ? FoundJob.of(queues, command.namespace(), identity) : null;
            if (found == null) {
                results.add(JobResult.refused(gone(command.namespace(), identity)));
            } else if (!found.fetch()) {
                fetching = found.queue();
                results.add(JobResult.of(JobResult.Kind.BUSY, 0));
            } else {
                Changed changed = byQueue.computeIfAbsent(
                        found.queue().id(),
                        id -> new Changed(
                                id, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
                results.add(change(found, command.change(), changed, nowMillis));
            }
        }
        ChangeJobs.Reply reply = new ChangeJobs.Reply(results);
        List<Event> events = new ArrayList<>();
        byQueue.values().forEach(changed -> changed.addTo(events));
        // Those at hand are changed at once; only a command that can do nothing yet waits.
        return fetching != null && events.isEmpty()
                ? new Decision.Wait<>(
                        PeekMessages.waitKey(fetching.id()), nowMillis + QueueLimits.FETCH_MILLIS_MAX, reply)
                : new Decision.Accept<>(events, reply);
    }

    /** What one queue's jobs come to. */
    private record Changed(
            long queueId,
            List<JobsFinished.Entry> finished,
            List<JobsCancelAsked.Entry> asked,
            List<JobsRescheduled.Entry> rescheduled,
            List<JobMetadataEdited.Entry> edited) {

        void addTo(List<Event> events) {
            if (!finished.isEmpty()) {
                events.add(new JobsFinished(queueId, finished));
            }
            if (!asked.isEmpty()) {
                events.add(new JobsCancelAsked(queueId, asked));
            }
            if (!rescheduled.isEmpty()) {
                events.add(new JobsRescheduled(queueId, rescheduled));
            }
            if (!edited.isEmpty()) {
                events.add(new JobMetadataEdited(queueId, edited));
            }
        }
    }

    private Rejection gone(String namespace, MessageRef identity) {
        QueueName queue = queues.queueOfFinished(identity);
        return queue != null && queue.namespace().equals(namespace)
                ? new Rejection(QueueRejection.JOB_FINISHED, "Expected a job that lives; it is over.")
                : new Rejection(
                        QueueRejection.JOB_NOT_FOUND,
                        "Expected a job that lives, named once; it is over, or there never was one of this id.");
    }

    private JobResult change(FoundJob found, ChangeJobs.Change change, Changed changed, long nowMillis) {
        long lane = found.lane().number();
        if (found.leased()) {
            return ofLeased(found, change, changed);
        }
        return switch (change) {
            case ChangeJobs.Cancel cancel -> {
                changed.finished.add(new JobsFinished.Entry(lane, found.slot(), JobEnd.of(JobOutcome.CANCELLED)));
                yield JobResult.of(JobResult.Kind.CANCELLED, 0);
            }
            case ChangeJobs.Reschedule reschedule -> {
                long due = Math.max(nowMillis, dueMillis(reschedule, nowMillis));
                long removedAt = found.lane().enqueuedAtMillis(found.slot())
                        + found.queue().settings().retentionMillis();
                if (due >= removedAt) {
                    yield JobResult.refused(new Rejection(
                            QueueRejection.JOB_INVALID,
                            "Expected a time before " + removedAt + ", when the job is too old for its queue, found "
                                    + due + "; send it again with that time."));
                }
                changed.rescheduled.add(new JobsRescheduled.Entry(lane, found.slot(), due));
                yield JobResult.of(JobResult.Kind.DONE, due);
            }
            case ChangeJobs.EditMetadata edit -> edited(found, edit, changed);
        };
    }

    private JobResult ofLeased(FoundJob found, ChangeJobs.Change change, Changed changed) {
        if (!(change instanceof ChangeJobs.Cancel)) {
            return JobResult.refused(new Rejection(
                    QueueRejection.JOB_LEASED,
                    "Expected a job that waits; a worker has it. Try again when it is back."));
        }
        JobRead job = found.job();
        if (job == null && queues.partRoom() <= 0) {
            return JobResult.refused(JobRules.memoryFull());
        }
        if (job == null || !job.cancelAsked()) {
            changed.asked.add(new JobsCancelAsked.Entry(found.lane().number(), found.slot()));
        }
        return JobResult.of(
                JobResult.Kind.CANCEL_ASKED,
                Objects.requireNonNull(found.lease()).untilMillis());
    }

    private JobResult edited(FoundJob found, ChangeJobs.EditMetadata edit, Changed changed) {
        JobRead job = found.job();
        TreeMap<String, String> metadata = new TreeMap<>(
                job == null ? JobTerms.NONE.metadata() : job.terms().metadata());
        metadata.keySet().removeAll(edit.removed());
        metadata.putAll(edit.set());
        String flaw = JobRules.flaw(metadata);
        if (flaw != null) {
            return JobResult.refused(new Rejection(QueueRejection.JOB_INVALID, flaw));
        }
        if (queues.partRoom() <= 0 && !edit.set().isEmpty()) {
            return JobResult.refused(JobRules.memoryFull());
        }
        changed.edited.add(new JobMetadataEdited.Entry(found.lane().number(), found.slot(), metadata));
        return JobResult.DONE;
    }

    private static long dueMillis(ChangeJobs.Reschedule reschedule, long nowMillis) {
        return reschedule.dueAtMillis() >= 0 ? reschedule.dueAtMillis() : nowMillis + reschedule.delayMillis();
    }

    private static @Nullable String flaw(ChangeJobs.Change change, long nowMillis) {
        return switch (change) {
            case ChangeJobs.Cancel cancel -> null;
            case ChangeJobs.Reschedule(long dueAt, long delay) -> {
                if (dueAt >= 0 == delay >= 0) {
                    yield "Expected either a time or a delay.";
                }
                yield dueAt >= 0
                        ? SettingsRules.outside("dueAtMillis", dueAt, 0, nowMillis + QueueLimits.DUE_MILLIS_MAX)
                        : SettingsRules.outside("delayMillis", delay, 0, QueueLimits.DUE_MILLIS_MAX);
            }
            case ChangeJobs.EditMetadata edit -> JobRules.flaw(edit.set());
        };
    }
}
