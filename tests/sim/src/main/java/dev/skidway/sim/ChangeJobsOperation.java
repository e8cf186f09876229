package dev.skidway.sim;

import dev.skidway.engine.Command;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.ChangeJobs;
import dev.skidway.queues.JobResult;
import dev.skidway.queues.QueueRejection;
import dev.skidway.sim.Violation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Somebody cancelling jobs, giving them another time or other metadata, by their ids. */
final class ChangeJobsOperation implements Operation<ChangeJobs.Reply> {

    private final QueueModel queue;
    private final List<SentMessage> messages;
    private final ChangeJobs.Change change;
    private final long submittedAtMillis;
    private final Coverage coverage;
    private final List<SettingsAsked> editions = new ArrayList<>();

    ChangeJobsOperation(
            QueueModel queue,
            List<SentMessage> messages,
            ChangeJobs.Change change,
            long submittedAtMillis,
            Coverage coverage) {
        this.queue = queue;
        this.messages = messages;
        this.change = change;
        this.submittedAtMillis = submittedAtMillis;
        this.coverage = coverage;
        for (SentMessage message : messages) {
            SentJob job = job(message);
            switch (change) {
                case ChangeJobs.Cancel cancel -> {
                    message.deletesInFlight++;
                    job.cancelsAsked++;
                }
                case ChangeJobs.Reschedule reschedule -> {
                    job.timeAsked();
                    message.delayMillisMin = 0;
                    message.undelayed = false;
                }
                case ChangeJobs.EditMetadata edit ->
                    editions.add(new SettingsAsked(List.of(SettingsAsked.of(
                            job.edition,
                            Long.valueOf(Objects.requireNonNull(edit.set().get(SentJob.EDITION)))))));
            }
        }
    }

    private static SentJob job(SentMessage message) {
        return Objects.requireNonNull(message.job);
    }

    @Override
    public Command<ChangeJobs.Reply> command() {
        return new ChangeJobs(
                queue.name.namespace(),
                messages.stream()
                        .map(message -> Objects.requireNonNull(message.ref))
                        .toList(),
                change);
    }

    @Override
    public int partition() {
        return queue.partition;
    }

    @Override
    public void done(ChangeJobs.Reply reply, long nowMillis) {
        for (int i = 0; i < messages.size(); i++) {
            JobResult result = reply.results().get(i);
            coverage.hit("change job: " + change.getClass().getSimpleName() + " "
                    + (result.refusal() == null
                            ? result.kind()
                            : result.refusal().reason()));
            answered(i, result, nowMillis);
        }
    }

    private void answered(int number, JobResult result, long nowMillis) {
        SentMessage message = messages.get(number);
        over(number, result.kind() == JobResult.Kind.DONE);
        switch (result.kind()) {
            case BUSY -> {}
            case REFUSED -> refused(message, Objects.requireNonNull(result.refusal()), nowMillis);
            case CANCELLED -> {
                checkAsked(change instanceof ChangeJobs.Cancel, message, result);
                Violation.unless(
                        !message.deleted && !message.leasedSurely(nowMillis),
                        Kind.PHANTOM,
                        () -> "cancelled although it was over, or a worker has it: " + message);
                message.over();
            }
            case CANCEL_ASKED -> {
                checkAsked(change instanceof ChangeJobs.Cancel, message, result);
                checkWasLeased(message);
                job(message).cancelAcknowledged = true;
                message.maybeGone = true;
            }
            case DONE -> {
                checkAsked(!(change instanceof ChangeJobs.Cancel), message, result);
                Violation.unless(!message.deleted, Kind.PHANTOM, () -> "changed although it is over: " + message);
                if (change instanceof ChangeJobs.Reschedule reschedule) {
                    rescheduled(message, reschedule, result.untilMillis(), nowMillis);
                }
            }
            case RETRY, DEAD_LETTERED, FAILED -> checkAsked(false, message, result);
        }
    }

    private static void checkAsked(boolean fits, SentMessage message, JobResult result) {
        Violation.unless(fits, Kind.REFUSED, () -> "a change was answered with " + result + ": " + message);
    }

    private static void checkWasLeased(SentMessage message) {
        Violation.unless(
                message.receivesMax() > 0, Kind.LOST, () -> "a worker is said to have it, nobody has: " + message);
    }

    private void rescheduled(SentMessage message, ChangeJobs.Reschedule asked, long dueMillis, long nowMillis) {
        boolean absolute = asked.dueAtMillis() >= 0;
        long dueMin = absolute ? asked.dueAtMillis() : submittedAtMillis + asked.delayMillis();
        long dueMax = absolute ? Math.max(nowMillis, asked.dueAtMillis()) : nowMillis + asked.delayMillis();
        Violation.unless(
                dueMillis >= dueMin && dueMillis <= dueMax,
                Kind.TIME,
                () -> "due at " + dueMillis + " after " + asked + ", answered at " + nowMillis + ": " + message);
        job(message).waitsUntil(dueMillis);
    }

    private void refused(SentMessage message, Rejection refusal, long nowMillis) {
        if (refusal.reason() == QueueRejection.JOB_INVALID && change instanceof ChangeJobs.Reschedule asked) {
            long dueMax = Math.max(asked.dueAtMillis(), nowMillis + asked.delayMillis());
            Violation.unless(
                    dueMax >= message.submittedAtMillis + message.queue.retentionMillisMinAnywhere()
                            || message.mayHaveLeft(message.queue),
                    Kind.REFUSED,
                    () -> "refused, " + refusal + ": " + message);
            return;
        }
        if (refusal.reason() == QueueRejection.JOB_LEASED) {
            checkWasLeased(message);
            return;
        }
        boolean gone =
                refusal.reason() == QueueRejection.JOB_NOT_FOUND || refusal.reason() == QueueRejection.JOB_FINISHED;
        Violation.unless(gone && message.mayBeGone(nowMillis), Kind.LOST, () -> "refused, " + refusal + ": " + message);
    }

    private void over(int number, boolean done) {
        SentMessage message = messages.get(number);
        switch (change) {
            case ChangeJobs.Cancel cancel -> message.deletesInFlight--;
            case ChangeJobs.Reschedule reschedule -> job(message).timeOver();
            case ChangeJobs.EditMetadata edit -> {
                if (done) {
                    editions.get(number).done();
                } else {
                    editions.get(number).over();
                }
            }
        }
    }

    @Override
    public void notDone() {
        for (int i = 0; i < messages.size(); i++) {
            over(i, false);
        }
    }

    @Override
    public void rejected(Rejection rejection) {
        throw new Violation(Kind.REFUSED, "a change of jobs of " + queue + " was refused: " + rejection);
    }

    @Override
    public void unknown(long nowMillis) {
        notDone();
        if (change instanceof ChangeJobs.Cancel) {
            messages.forEach(message -> message.maybeGone = true);
        }
    }
}
