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

/** Moves the end of those leases that hold. */
final class ExtendLeasesDecider implements Decider<ExtendLeases, ExtendLeases.Reply> {

    private final QueuesRead queues;

    ExtendLeasesDecider(QueuesRead queues) {
        this.queues = queues;
    }

    /** What one queue's leases come to. */
    private record Extended(List<VisibilityChanged.Changed> plain, List<JobsProgressed.Entry> progressed) {}

    @Override
    public Decision<ExtendLeases.Reply> decide(ExtendLeases command, long nowMillis) {
        if (command.extensions().size() > QueueLimits.ENTRIES_MAX) {
            return Rejections.tooManyEntries(command.extensions().size());
        }
        Map<Long, Extended> byQueue = new LinkedHashMap<>();
        Set<MessageRef> named = new HashSet<>();
        List<JobResult> results = new ArrayList<>(command.extensions().size());
        long room = queues.partRoom();
        for (ExtendLeases.Extension extension : command.extensions()) {
            MessageRef message = extension.lease().message();
            QueueRead queue = LeaseCheck.queue(queues, command.namespace(), extension.lease());
            Rejection refusal = LeaseCheck.refusal(extension.lease(), queue, command.worker(), nowMillis);
            refusal = refusal != null ? refusal : flaw(extension, room, !named.add(message));
            if (refusal != null) {
                results.add(JobResult.refused(refusal));
                continue;
            }
            QueueRead found = Objects.requireNonNull(queue);
            long until = nowMillis + extension.millis();
            Extended extended =
                    byQueue.computeIfAbsent(found.id(), id -> new Extended(new ArrayList<>(), new ArrayList<>()));
            byte[] progress = extension.progress();
            if (progress == null) {
                extended.plain.add(new VisibilityChanged.Changed(message.lane(), message.slot(), until));
            } else {
                room -= 2L * progress.length + JobRules.JOB_BYTES;
                extended.progressed.add(new JobsProgressed.Entry(message.lane(), message.slot(), until, progress));
            }
            JobRead job = found.job(message.lane(), message.slot());
            results.add(JobResult.of(
                    job != null && job.cancelAsked() ? JobResult.Kind.CANCEL_ASKED : JobResult.Kind.DONE, until));
        }
        return new Decision.Accept<>(events(byQueue), new ExtendLeases.Reply(results));
    }

    private static List<Event> events(Map<Long, Extended> byQueue) {
        List<Event> events = new ArrayList<>();
        byQueue.forEach((queueId, extended) -> {
            if (!extended.plain.isEmpty()) {
                events.add(new VisibilityChanged(queueId, extended.plain));
            }
            if (!extended.progressed.isEmpty()) {
                events.add(new JobsProgressed(queueId, extended.progressed));
            }
        });
        return events;
    }

    private static @Nullable Rejection flaw(ExtendLeases.Extension extension, long room, boolean again) {
        if (again) {
            return new Rejection(QueueRejection.JOB_INVALID, "Expected each lease once in a command.");
        }
        String flaw = SettingsRules.outside("millis", extension.millis(), 1, QueueLimits.VISIBILITY_MILLIS_MAX);
        byte[] progress = extension.progress();
        if (flaw == null && progress != null) {
            flaw = SettingsRules.outside("progress bytes", progress.length, 0, QueueLimits.PROGRESS_BYTES_MAX);
            if (flaw == null && room <= 0) {
                return JobRules.memoryFull();
            }
        }
        return flaw == null ? null : new Rejection(QueueRejection.JOB_INVALID, flaw);
    }
}
