package dev.skidway.gateway.grpc;

import dev.skidway.node.JobService;
import dev.skidway.node.QueueService;
import dev.skidway.node.ShownJobs;
import dev.skidway.queues.CancelMoveTask;
import dev.skidway.queues.JobFilter;
import dev.skidway.queues.ListMoveTasks;
import dev.skidway.queues.MessageRef;
import dev.skidway.queues.MoveTaskView;
import dev.skidway.queues.QueueLimits;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.SearchJobs;
import dev.skidway.queues.StartMoveTask;
import dev.skidway.v1.RedriveRequest;
import dev.skidway.v1.RedriveResponse;
import dev.skidway.v1.RedriveStatus;
import org.jspecify.annotations.Nullable;

/** Dead letters on their way back. */
final class Redriving {

    /** Jobs that a dry run looks at. */
    private static final long LOOKED_MAX = 1_000_000;

    private static final int PER_SECOND_MAX = 500;

    private final QueueService queues;
    private final JobService jobs;

    Redriving(QueueService queues, JobService jobs) {
        this.queues = queues;
        this.jobs = jobs;
    }

    RedriveResponse redrive(RedriveRequest request) {
        QueueName source = Asking.queue(request.getQueue());
        JobFilter filter = JobTexts.filter(request.getFilter());
        Bounds.count("per_second_max", Integer.toUnsignedLong(request.getPerSecondMax()), 0, PER_SECOND_MAX);
        long matching = matching(source, filter);
        RedriveResponse.Builder response = RedriveResponse.newBuilder().setMatching(matching);
        if (request.getDryRun()) {
            return response.build();
        }
        QueueName target = request.getTarget().isEmpty() ? null : Asking.queue(request.getTarget());
        StartMoveTask.Reply started = ErrorMap.reply(queues.startMoveTask(
                new StartMoveTask(source, target, request.getPerSecondMax(), filter, Asking.origin())));
        return response.setRedriveId(RedriveIds.of(source.name(), started.taskId()))
                .build();
    }

    RedriveStatus status(String redriveId) {
        long task = RedriveIds.task(redriveId);
        QueueName source = Asking.queue(RedriveIds.source(redriveId));
        return ErrorMap.reply(queues.listMoveTasks(new ListMoveTasks(source, QueueLimits.MOVE_TASKS_ENDED_MAX)))
                .tasks()
                .stream()
                .filter(view -> view.taskId() == task)
                .findFirst()
                .map(Redriving::shown)
                .orElseThrow(() -> new Refusal(
                        GrpcError.JOB_UNKNOWN, "redrive_id: expected a redrive that is remembered, found none"));
    }

    RedriveStatus cancel(String redriveId) {
        ErrorMap.reply(queues.cancelMoveTask(
                new CancelMoveTask(Asking.namespace(), RedriveIds.task(redriveId), Asking.origin())));
        return status(redriveId);
    }

    private static RedriveStatus shown(MoveTaskView view) {
        RedriveStatus.Builder status = RedriveStatus.newBuilder()
                .setState(
                        switch (view.status()) {
                            case RUNNING -> RedriveStatus.State.STATE_RUNNING;
                            case CANCELLING -> RedriveStatus.State.STATE_CANCELLING;
                            case CANCELLED -> RedriveStatus.State.STATE_CANCELLED;
                            case COMPLETED -> RedriveStatus.State.STATE_DONE;
                            case FAILED -> RedriveStatus.State.STATE_FAILED;
                        })
                .setMoved(view.moved())
                .setToMove(view.approximateTotal());
        if (view.failure() != null) {
            status.setFailure(view.failure().name());
        }
        return status.build();
    }

    /** How many match, as far as a dry run looks. */
    private long matching(QueueName source, JobFilter filter) {
        long matching = 0;
        long looked = 0;
        @Nullable MessageRef after = null;
        do {
            ShownJobs page = ErrorMap.reply(jobs.searchJobs(new SearchJobs(source, filter, after, 0), false));
            matching += page.matching();
            looked += page.looked();
            after = page.next();
        } while (after != null && looked < LOOKED_MAX);
        return matching;
    }
}
