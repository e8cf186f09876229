package dev.skidway.sim;

import dev.skidway.engine.Command;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.DeleteMessages;
import dev.skidway.queues.FinishJobs;
import dev.skidway.queues.JobResult;
import dev.skidway.sim.Violation.Kind;
import java.util.List;
import java.util.Objects;

/** A worker saying how its jobs ended: done, failed, or given back. */
final class FinishOperation implements Operation<FinishJobs.Reply> {

    private final Checker checker;
    private final QueueModel queue;
    private final List<Ending> endings;
    private final String worker;
    private final long submittedAtMillis;
    private final Coverage coverage;

    /** One lease of a job, and how it is to end. */
    record Ending(Held held, FinishJobs.How how) {

        SentMessage message() {
            return held.message();
        }

        SentJob job() {
            return Objects.requireNonNull(message().job);
        }

        boolean givesBack() {
            return how instanceof FinishJobs.GivenBack;
        }

        boolean done() {
            return how instanceof FinishJobs.Done;
        }
    }

    FinishOperation(
            Checker checker,
            QueueModel queue,
            List<Ending> endings,
            String worker,
            long submittedAtMillis,
            Coverage coverage) {
        this.checker = checker;
        this.queue = queue;
        this.endings = endings;
        this.worker = worker;
        this.submittedAtMillis = submittedAtMillis;
        this.coverage = coverage;
        for (Ending each : endings) {
            each.message().deletesInFlight++;
            if (!each.done()) {
                each.message().endAsked(submittedAtMillis);
                each.job().endingAsked(each.givesBack());
            }
        }
    }

    @Override
    public Command<FinishJobs.Reply> command() {
        return new FinishJobs(
                queue.name.namespace(),
                worker,
                endings.stream()
                        .map(each -> new FinishJobs.Finish(each.held.lease(), each.how))
                        .toList());
    }

    @Override
    public int partition() {
        return queue.partition;
    }

    @Override
    public void done(FinishJobs.Reply reply, long nowMillis) {
        for (int i = 0; i < endings.size(); i++) {
            answered(endings.get(i), reply.results().get(i), nowMillis);
        }
    }

    private void answered(Ending ending, JobResult result, long nowMillis) {
        SentMessage message = ending.message();
        Rejection refusal = result.refusal();
        if (!ending.done()) {
            message.endAnswered(submittedAtMillis);
            ending.job().timeOver();
            if (refusal != null) {
                ending.job().endingRefused(ending.givesBack());
            }
        }
        if (refusal != null) {
            message.deletesInFlight--;
            DeleteMessages.Result same = refused(ending, refusal, nowMillis);
            message.deletesInFlight++;
            checker.deleteAnswered(message, queue, ending.held.lease(), same, nowMillis);
            return;
        }
        coverage.hit("finish: " + ending.how.getClass().getSimpleName() + " " + result.kind());
        if (ending.done()) {
            Violation.unless(
                    result.kind() == JobResult.Kind.DONE,
                    Kind.REFUSED,
                    () -> "a job that is done was answered with " + result + ": " + message);
            checker.deleteAnswered(message, queue, ending.held.lease(), DeleteMessages.Result.DELETED, nowMillis);
            return;
        }
        message.deletesInFlight--;
        long lease = ending.held.lease().lease();
        Violation.unless(!message.deleted, Kind.PHANTOM, () -> "ended once more, " + result + ": " + message);
        Violation.unless(
                message.newestLease <= lease,
                Kind.PHANTOM,
                () -> "lease " + lease + " ended although leased again: " + message);
        new EndingRules(queue, message, ending.job(), lease).check(ending.how, result, submittedAtMillis, nowMillis);
    }

    /** What a refused end says about the message is what a refused delete says. */
    private DeleteMessages.Result refused(Ending ending, Rejection refusal, long nowMillis) {
        coverage.hit("finish: " + refusal.reason());
        return LeaseRefusals.asDelete(ending.held, refusal, nowMillis);
    }

    @Override
    public void notDone() {
        for (Ending each : endings) {
            each.message().deletesInFlight--;
            if (!each.done()) {
                each.message().endAnswered(submittedAtMillis);
                each.job().endingRefused(each.givesBack());
                each.job().timeOver();
            }
        }
    }

    @Override
    public void rejected(Rejection rejection) {
        throw new Violation(Kind.REFUSED, "the ends of leases of " + queue + " were refused: " + rejection);
    }

    @Override
    public void unknown(long nowMillis) {
        for (Ending each : endings) {
            SentMessage message = each.message();
            message.deletesInFlight--;
            if (!each.done()) {
                each.job().timeOver();
            }
            message.maybeGone |= each.done() || EndingRules.mayBeOver(message, each.job(), each.how, nowMillis);
        }
    }
}
