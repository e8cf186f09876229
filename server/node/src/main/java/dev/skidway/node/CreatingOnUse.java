package dev.skidway.node;

import dev.skidway.engine.Outcome;
import dev.skidway.queues.ChangeJobs;
import dev.skidway.queues.CreateQueue;
import dev.skidway.queues.ExtendLeases;
import dev.skidway.queues.FinishJobs;
import dev.skidway.queues.GetJob;
import dev.skidway.queues.JobResult;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.ReceiveMessages;
import dev.skidway.queues.SearchJobs;
import dev.skidway.queues.SendMessages;
import dev.skidway.queues.SendResult;
import java.util.List;
import java.util.function.Supplier;

/** Jobs of queues that come into being when somebody first sends to them or works on them; everything else is as without. */
final class CreatingOnUse implements JobService {

    private final JobService jobs;
    private final QueueService queues;

    CreatingOnUse(JobService jobs, QueueService queues) {
        this.jobs = jobs;
        this.queues = queues;
    }

    /** Uses the queue; if there is none, creates it and uses it once more. */
    private <T> Outcome<T> using(QueueName queue, Supplier<Outcome<T>> use) {
        Outcome<T> outcome = use.get();
        if (!(outcome instanceof Outcome.Refused<T>(var missing))
                || missing.reason() != QueueRejection.QUEUE_NOT_FOUND) {
            return outcome;
        }
        return switch (queues.createQueue(QueuePolicy.creation(queue))) {
            case Outcome.Done<CreateQueue.Reply> created -> use.get();
            case Outcome.Refused<CreateQueue.Reply>(var refusal) -> new Outcome.Refused<>(refusal);
        };
    }

    @Override
    public Outcome<List<SendResult>> send(SendMessages command) {
        return using(command.queue(), () -> jobs.send(command));
    }

    @Override
    public Outcome<List<DeliveredJob>> lease(ReceiveMessages command, CallerGone caller) {
        return using(command.queue(), () -> jobs.lease(command, caller));
    }

    @Override
    public Outcome<Boolean> awaitReady(List<QueueName> queues, long waitMillis, CallerGone caller) {
        return jobs.awaitReady(queues, waitMillis, caller);
    }

    @Override
    public Outcome<List<JobResult>> finishJobs(FinishJobs command) {
        return jobs.finishJobs(command);
    }

    @Override
    public Outcome<List<JobResult>> extendLeases(ExtendLeases command) {
        return jobs.extendLeases(command);
    }

    @Override
    public Outcome<List<JobResult>> changeJobs(ChangeJobs command) {
        return jobs.changeJobs(command);
    }

    @Override
    public Outcome<ShownJob> getJob(GetJob command, boolean withBody) {
        return jobs.getJob(command, withBody);
    }

    @Override
    public Outcome<ShownJobs> searchJobs(SearchJobs command, boolean withBody) {
        return jobs.searchJobs(command, withBody);
    }

    @Override
    public Seal seal() {
        return jobs.seal();
    }
}
