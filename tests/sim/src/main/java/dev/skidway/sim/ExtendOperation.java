package dev.skidway.sim;

import dev.skidway.engine.Command;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.ChangeVisibility;
import dev.skidway.queues.ExtendLeases;
import dev.skidway.queues.JobResult;
import dev.skidway.sim.Violation.Kind;
import java.util.List;
import java.util.Objects;

/** The heartbeat of a worker, now and then with its progress. */
final class ExtendOperation implements Operation<ExtendLeases.Reply> {

    private final Checker checker;
    private final QueueModel queue;
    private final List<Held> held;
    private final ExtendLeases command;
    private final long millis;
    private final long submittedAtMillis;
    private final Coverage coverage;

    ExtendOperation(
            Checker checker,
            QueueModel queue,
            List<Held> held,
            String worker,
            long millis,
            boolean withProgress,
            long submittedAtMillis,
            Coverage coverage) {
        this.checker = checker;
        this.queue = queue;
        this.held = held;
        this.millis = millis;
        this.submittedAtMillis = submittedAtMillis;
        this.coverage = coverage;
        this.command = new ExtendLeases(
                queue.name.namespace(),
                worker,
                held.stream()
                        .map(each ->
                                new ExtendLeases.Extension(each.lease(), millis, withProgress ? new byte[3] : null))
                        .toList());
        for (Held each : held) {
            each.message().endAsked(submittedAtMillis + millis);
        }
    }

    @Override
    public Command<ExtendLeases.Reply> command() {
        return command;
    }

    @Override
    public int partition() {
        return queue.partition;
    }

    @Override
    public void done(ExtendLeases.Reply reply, long nowMillis) {
        for (int i = 0; i < held.size(); i++) {
            Held each = held.get(i);
            ChangeVisibility.Result same = same(each, reply.results().get(i), nowMillis);
            checker.changeAnswered(each.message(), queue, each.lease(), millis, submittedAtMillis, same, nowMillis);
        }
    }

    /** What is said about the message, in the words of a change of visibility. */
    private ChangeVisibility.Result same(Held each, JobResult result, long nowMillis) {
        SentMessage message = each.message();
        Rejection refusal = result.refusal();
        if (refusal != null) {
            coverage.hit("extend: " + refusal.reason());
            return switch (LeaseRefusals.asDelete(each, refusal, nowMillis)) {
                case ALREADY_GONE -> ChangeVisibility.Result.GONE;
                case LEASED_AGAIN -> ChangeVisibility.Result.LEASED_AGAIN;
                case FOREIGN -> ChangeVisibility.Result.FOREIGN;
                case EXPIRED, DELETED -> ChangeVisibility.Result.EXPIRED;
            };
        }
        coverage.hit("extend: " + result.kind());
        SentJob job = Objects.requireNonNull(message.job);
        boolean told = result.kind() == JobResult.Kind.CANCEL_ASKED;
        Violation.unless(
                told ? job.cancelsAsked > 0 : result.kind() == JobResult.Kind.DONE && !job.cancelAcknowledged,
                Kind.LOST,
                () -> "a heartbeat was answered with " + result + " while " + job.cancelsAsked
                        + " had asked for its cancelling: " + message);
        long until = result.untilMillis();
        Violation.unless(
                until >= submittedAtMillis + millis && until <= nowMillis + millis,
                Kind.TIME,
                () -> "extended until " + until + ": " + message);
        return ChangeVisibility.Result.CHANGED;
    }

    @Override
    public void notDone() {}

    @Override
    public void rejected(Rejection rejection) {
        throw new Violation(Kind.REFUSED, "a heartbeat to " + queue + " was refused: " + rejection);
    }

    @Override
    public void unknown(long nowMillis) {}
}
