package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.List;

/** Looks at the message where it lies, else into what is remembered. */
final class GetJobDecider implements Decider<GetJob, JobView> {

    private final QueuesRead queues;

    GetJobDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<JobView> decide(GetJob command, long nowMillis) {
        FoundJob found = FoundJob.of(queues, command.namespace(), command.identity());
        if (found == null) {
            return finished(command);
        }
        QueueRead queue = found.queue();
        if (!found.fetch()) {
            return new Decision.Wait<>(
                    PeekMessages.waitKey(queue.id()),
                    nowMillis + QueueLimits.FETCH_MILLIS_MAX,
                    new JobView(queue.name(), null, null, null, true));
        }
        return new Decision.Accept<>(
                List.of(),
                new JobView(
                        queue.name(),
                        PeekMessagesDecider.message(queue, found.lane(), found.slot()),
                        JobDetails.of(queue, found.lane().number(), found.slot()),
                        null,
                        false));
    }

    private Decision<JobView> finished(GetJob command) {
        FinishedJob finished = queues.finished(command.identity());
        QueueName queue = queues.queueOfFinished(command.identity());
        return finished == null || queue == null || !queue.namespace().equals(command.namespace())
                ? Rejections.reject(
                        QueueRejection.JOB_NOT_FOUND,
                        "Expected a job that lives or is remembered; it is over, or there never was one of this id.")
                : new Decision.Accept<>(List.of(), new JobView(queue, null, null, finished, false));
    }
}
