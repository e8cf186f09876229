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
import java.util.Set;

/** Gives each job that may change its priority a place in the lane of its new one, or on a FIFO queue that priority in its place. */
final class ReprioritizeJobsDecider implements Decider<ReprioritizeJobs, ReprioritizeJobs.Reply> {

    private final QueuesRead queues;

    ReprioritizeJobsDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<ReprioritizeJobs.Reply> decide(ReprioritizeJobs command, long nowMillis) {
        if (command.identities().size() > QueueLimits.ENTRIES_MAX) {
            return Rejections.tooManyEntries(command.identities().size());
        }
        Plan plan = new Plan(command.priority(), queues);
        Set<MessageRef> named = new HashSet<>();
        List<JobResult> results = new ArrayList<>(command.identities().size());
        QueueRead fetching = null;
        for (MessageRef identity : command.identities()) {
            FoundJob found = named.add(identity) ? FoundJob.of(queues, command.namespace(), identity) : null;
            if (found == null) {
                results.add(refused(
                        QueueRejection.JOB_NOT_FOUND,
                        "Expected a job that lives, named once; it is over, or there never was one of this id."));
            } else if (!found.fetch()) {
                fetching = found.queue();
                results.add(JobResult.of(JobResult.Kind.BUSY, 0));
            } else {
                results.add(plan.add(found, identity));
            }
        }
        ReprioritizeJobs.Reply reply = new ReprioritizeJobs.Reply(results);
        List<Event> events = plan.events();
        // Those at hand are changed at once; only a command that can do nothing yet waits.
        return fetching != null && events.isEmpty()
                ? new Decision.Wait<>(
                        PeekMessages.waitKey(fetching.id()), nowMillis + QueueLimits.FETCH_MILLIS_MAX, reply)
                : new Decision.Accept<>(events, reply);
    }

    private static JobResult refused(QueueRejection reason, String message) {
        return JobResult.refused(new Rejection(reason, message));
    }

    /** Where the jobs of one command go. */
    private static final class Plan {

        private final int priority;
        private final Map<Long, Moves> byQueue = new LinkedHashMap<>();
        private final Map<Long, List<FifoJobsReprioritized.Entry>> inGroups = new LinkedHashMap<>();
        private int movedRoom;
        private long partRoom;

        /** What goes where in one queue. */
        private record Moves(NewSlots slots, List<MessagesDeadLettered.Moved> messages) {}

        Plan(int priority, QueuesRead queues) {
            this.priority = priority;
            this.movedRoom = queues.movedRoom();
            this.partRoom = queues.partRoom();
        }

        JobResult add(FoundJob found, MessageRef identity) {
            QueueRead queue = found.queue();
            if (found.leased()) {
                return refused(
                        QueueRejection.JOB_LEASED,
                        "Expected a job that waits; a worker has it. Try again when it is back.");
            }
            if (queue.priorityOf(found.lane(), found.slot()) == priority) {
                return JobResult.DONE;
            }
            return queue.settings().fifo().fifo() ? inGroup(found) : move(found, identity);
        }

        /** The order of its group stays. */
        private JobResult inGroup(FoundJob found) {
            QueueRead queue = found.queue();
            boolean remembered = queue.job(found.lane().number(), found.slot()) != null;
            if (!remembered && partRoom < JobRules.JOB_BYTES) {
                return JobResult.refused(JobRules.memoryFull());
            }
            partRoom -= remembered ? 0 : JobRules.JOB_BYTES;
            inGroups.computeIfAbsent(queue.id(), id -> new ArrayList<>())
                    .add(new FifoJobsReprioritized.Entry(found.lane().number(), found.slot(), priority));
            return JobResult.DONE;
        }

        private JobResult move(FoundJob found, MessageRef identity) {
            QueueRead queue = found.queue();
            boolean movedBefore = !new MessageRef(queue.id(), found.lane().number(), found.slot()).equals(identity);
            if (!movedBefore && movedRoom == 0) {
                return JobResult.refused(JobRules.memoryFull());
            }
            Moves moves = byQueue.computeIfAbsent(queue.id(), id -> new Moves(NewSlots.of(queue), new ArrayList<>()));
            Place place = moves.slots.take(priority, found.lane().key());
            if (place == null) {
                return refused(
                        QueueRejection.QUEUE_LIMIT,
                        "Expected at most " + QueueLimits.LANES_PER_QUEUE_MAX
                                + " pairs of key and priority with messages in one queue; use fewer priorities.");
            }
            movedRoom -= movedBefore ? 0 : 1;
            moves.messages.add(
                    new MessagesDeadLettered.Moved(found.lane().number(), found.slot(), place.lane(), place.slot()));
            return JobResult.DONE;
        }

        List<Event> events() {
            List<Event> events = new ArrayList<>();
            inGroups.forEach((queueId, entries) -> events.add(new FifoJobsReprioritized(queueId, entries)));
            byQueue.forEach((queueId, moves) -> {
                if (!moves.messages.isEmpty()) {
                    events.add(new JobsReprioritized(queueId, moves.slots.newLanes(), moves.messages));
                }
            });
            return events;
        }
    }
}
