package dev.skidway.gateway.grpc;

import dev.skidway.node.JobService;
import dev.skidway.queues.MessageRef;
import dev.skidway.queues.NewMessage;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.SendMessages;
import dev.skidway.queues.SendResult;
import dev.skidway.v1.NewJob;
import dev.skidway.v1.Problem;
import dev.skidway.v1.SendResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One send: what the gateway can refuse by itself, then one command for the rest. */
final class Sending {

    private final JobService jobs;
    private final QueueName queue;

    Sending(JobService jobs, QueueName queue) {
        this.jobs = jobs;
        this.queue = queue;
    }

    SendResponse send(List<NewJob> given) {
        Bounds.count("jobs", given.size(), 1, Bounds.ENTRIES_MAX);
        Entries<NewMessage> entries =
                new Entries<>(given, job -> queue.fifo() ? NewJobs.ordered(job) : NewJobs.message(job, false));
        List<SendResult> results =
                entries.isEmpty() ? List.of() : ErrorMap.reply(jobs.send(new SendMessages(queue, entries.good())));
        SendResponse.Builder response = SendResponse.newBuilder();
        entries.spread(results, (problem, result) -> response.addResults(result(problem, result)));
        return response.build();
    }

    private dev.skidway.v1.SendResult result(@Nullable Problem problem, @Nullable SendResult result) {
        dev.skidway.v1.SendResult.Builder shown = dev.skidway.v1.SendResult.newBuilder();
        switch (result) {
            case null -> refused(shown, problem);
            case SendResult.Stored(MessageRef job, boolean duplicate) ->
                shown.setJobId(jobs.seal().jobId(job))
                        .setOutcome(
                                duplicate
                                        ? dev.skidway.v1.SendResult.Outcome.OUTCOME_EXISTING
                                        : dev.skidway.v1.SendResult.Outcome.OUTCOME_STORED);
            case SendResult.Replaced(MessageRef job, MessageRef replaced) ->
                shown.setJobId(jobs.seal().jobId(job))
                        .setReplacedId(jobs.seal().jobId(replaced))
                        .setOutcome(dev.skidway.v1.SendResult.Outcome.OUTCOME_REPLACED);
            case SendResult.Debounced(MessageRef job) ->
                shown.setJobId(jobs.seal().jobId(job)).setOutcome(dev.skidway.v1.SendResult.Outcome.OUTCOME_DEBOUNCED);
            case SendResult.Taken taken ->
                refused(shown.setJobId(jobs.seal().jobId(taken.existing())), ErrorMap.problem(taken.rejection()));
            case SendResult.Refused refused -> refused(shown, ErrorMap.problem(refused.rejection()));
        }
        return shown.build();
    }

    private static void refused(dev.skidway.v1.SendResult.Builder shown, @Nullable Problem problem) {
        shown.setOutcome(dev.skidway.v1.SendResult.Outcome.OUTCOME_REFUSED);
        if (problem != null) {
            shown.setProblem(problem);
        }
    }
}
