package dev.skidway.sim;

import dev.skidway.engine.Command;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.JobResult;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.ReprioritizeJobs;
import dev.skidway.sim.Violation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Somebody giving jobs another priority. */
final class ReprioritizeOperation implements Operation<ReprioritizeJobs.Reply> {

    private final QueueModel queue;
    private final List<SentMessage> messages;
    private final int priority;
    private final Coverage coverage;
    private final List<SettingsAsked> asked = new ArrayList<>();

    ReprioritizeOperation(QueueModel queue, List<SentMessage> messages, int priority, Coverage coverage) {
        this.queue = queue;
        this.messages = messages;
        this.priority = priority;
        this.coverage = coverage;
        for (SentMessage message : messages) {
            SentJob job = Objects.requireNonNull(message.job);
            asked.add(new SettingsAsked(List.of(SettingsAsked.of(job.priority, Long.valueOf(priority)))));
            job.moves = true;
            message.undelayed = false;
        }
    }

    @Override
    public Command<ReprioritizeJobs.Reply> command() {
        return new ReprioritizeJobs(
                queue.name.namespace(),
                messages.stream()
                        .map(message -> Objects.requireNonNull(message.ref))
                        .toList(),
                priority);
    }

    @Override
    public int partition() {
        return queue.partition;
    }

    @Override
    public void done(ReprioritizeJobs.Reply reply, long nowMillis) {
        for (int i = 0; i < messages.size(); i++) {
            SentMessage message = messages.get(i);
            JobResult result = reply.results().get(i);
            Rejection refusal = result.refusal();
            coverage.hit("reprioritize: " + (refusal == null ? result.kind() : refusal.reason()));
            if (result.kind() == JobResult.Kind.DONE) {
                Violation.unless(!message.deleted, Kind.PHANTOM, () -> "changed although it is over: " + message);
                asked.get(i).done();
            } else {
                asked.get(i).over();
                Violation.unless(
                        result.kind() == JobResult.Kind.BUSY || mayBeRefused(message, refusal, nowMillis),
                        Kind.LOST,
                        () -> "a new priority was answered with " + result + ": " + message);
            }
        }
    }

    private static boolean mayBeRefused(SentMessage message, @Nullable Rejection refusal, long nowMillis) {
        return refusal != null
                && (refusal.reason() == QueueRejection.JOB_LEASED
                        ? message.receivesMax() > 0
                        : refusal.reason() == QueueRejection.JOB_NOT_FOUND && message.mayBeGone(nowMillis));
    }

    @Override
    public void notDone() {
        asked.forEach(SettingsAsked::over);
    }

    @Override
    public void rejected(Rejection rejection) {
        throw new Violation(Kind.REFUSED, "a new priority in " + queue + " was refused: " + rejection);
    }

    @Override
    public void unknown(long nowMillis) {
        notDone();
    }
}
