package dev.skidway.node;

import dev.skidway.engine.Outcome;
import dev.skidway.queues.ChangeJobs;
import dev.skidway.queues.ExtendLeases;
import dev.skidway.queues.FinishJobs;
import dev.skidway.queues.GetJob;
import dev.skidway.queues.JobResult;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.ReceiveMessages;
import dev.skidway.queues.SearchJobs;
import dev.skidway.queues.SendMessages;
import dev.skidway.queues.SendResult;
import java.util.List;

/** The calls of the native protocol over the partitions. */
final class Jobs implements JobService {

    private final Calls calls;
    private final Creating creating;
    private final Deliveries deliveries;
    private final Seals seals;
    private final ShowingJobs showing;

    Jobs(Calls calls, Creating creating, Deliveries deliveries, Seals seals, PayloadReader payloads) {
        this.calls = calls;
        this.creating = creating;
        this.deliveries = deliveries;
        this.seals = seals;
        this.showing = new ShowingJobs(calls, payloads);
    }

    @Override
    public Outcome<List<SendResult>> send(SendMessages command) {
        return creating.using(
                command.queue(),
                () -> calls.call(
                        Verb.SEND,
                        () -> calls.run(command.queue().namespace(), command.hashed()),
                        SendMessages.Reply::results,
                        List::size));
    }

    @Override
    public Outcome<List<DeliveredJob>> lease(ReceiveMessages command, CallerGone caller) {
        return creating.using(
                command.queue(),
                () -> calls.call(
                        Verb.RECEIVE,
                        () -> calls.runPatiently(command, caller),
                        reply -> deliveries.loaded(command.queue(), reply.messages()),
                        List::size));
    }

    @Override
    public Outcome<Boolean> awaitReady(List<QueueName> queues, long waitMillis, CallerGone caller) {
        return calls.call(
                Verb.AWAIT, () -> new FirstReady(calls, queues, waitMillis).await(caller), ready -> ready, ready -> 0);
    }

    @Override
    public Outcome<List<JobResult>> finishJobs(FinishJobs command) {
        return calls.call(
                Verb.FINISH_JOBS, () -> calls.run(command.namespace(), command), FinishJobs.Reply::results, List::size);
    }

    @Override
    public Outcome<List<JobResult>> extendLeases(ExtendLeases command) {
        return calls.call(
                Verb.EXTEND_LEASES,
                () -> calls.run(command.namespace(), command),
                ExtendLeases.Reply::results,
                List::size);
    }

    @Override
    public Outcome<List<JobResult>> changeJobs(ChangeJobs command) {
        return calls.call(
                Verb.CHANGE_JOBS, () -> calls.run(command.namespace(), command), ChangeJobs.Reply::results, List::size);
    }

    @Override
    public Outcome<ShownJob> getJob(GetJob command, boolean withBody) {
        return showing.get(command, withBody);
    }

    @Override
    public Outcome<ShownJobs> searchJobs(SearchJobs command, boolean withBody) {
        return showing.search(command, withBody);
    }

    @Override
    public Seal seal() {
        return seals;
    }
}
