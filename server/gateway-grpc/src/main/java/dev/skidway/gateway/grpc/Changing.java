package dev.skidway.gateway.grpc;

import dev.skidway.node.DispatchService;
import dev.skidway.node.JobService;
import dev.skidway.queues.ChangeJobs;
import dev.skidway.queues.JobResult;
import dev.skidway.queues.MessageRef;
import dev.skidway.queues.ReprioritizeJobs;
import dev.skidway.v1.CancelRequest;
import dev.skidway.v1.ChangeResponse;
import dev.skidway.v1.EditMetadataRequest;
import dev.skidway.v1.ReprioritizeRequest;
import dev.skidway.v1.RescheduleRequest;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Changes of jobs by their ids, each by itself. */
final class Changing {

    private final JobService jobs;
    private final DispatchService dispatch;
    private final Looking looking;

    Changing(JobService jobs, DispatchService dispatch, Looking looking) {
        this.jobs = jobs;
        this.dispatch = dispatch;
        this.looking = looking;
    }

    ChangeResponse cancel(CancelRequest request) {
        return change(request.getJobIdsList(), new ChangeJobs.Cancel());
    }

    ChangeResponse reschedule(RescheduleRequest request) {
        if (request.hasDelay() == request.hasDueAt()) {
            throw Refusal.invalid("delay, due_at: expected one of the two");
        }
        return change(
                request.getJobIdsList(),
                new ChangeJobs.Reschedule(
                        request.hasDueAt() ? Math.max(0, Times.millis(request.getDueAt(), "due_at")) : -1,
                        request.hasDelay()
                                ? Times.millis(request.getDelay(), "delay", 0, NewJobs.DELAY_MILLIS_MAX)
                                : -1));
    }

    ChangeResponse editMetadata(EditMetadataRequest request) {
        return change(
                List.of(request.getJobId()),
                new ChangeJobs.EditMetadata(
                        new TreeMap<>(request.getSetMap()), new TreeSet<>(request.getRemoveList())));
    }

    ChangeResponse reprioritize(ReprioritizeRequest request) {
        return each(
                request.getJobIdsList(),
                identities -> ErrorMap.reply(dispatch.reprioritize(
                                new ReprioritizeJobs(Asking.namespace(), identities, request.getPriority())))
                        .results());
    }

    private ChangeResponse change(List<String> jobIds, ChangeJobs.Change change) {
        return each(
                jobIds,
                identities -> ErrorMap.reply(jobs.changeJobs(new ChangeJobs(Asking.namespace(), identities, change))));
    }

    private ChangeResponse each(List<String> jobIds, Function<List<MessageRef>, List<JobResult>> command) {
        Bounds.count("job_ids", jobIds.size(), 1, Bounds.ENTRIES_MAX);
        Entries<MessageRef> entries = new Entries<>(jobIds, looking::identity);
        List<JobResult> results = entries.isEmpty() ? List.of() : command.apply(entries.good());
        ChangeResponse.Builder response = ChangeResponse.newBuilder();
        entries.spread(results, (problem, result) -> response.addResults(JobsEndpoint.entry(problem, result)));
        return response.build();
    }
}
