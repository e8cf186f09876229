package dev.skidway.sim;

import dev.skidway.engine.Command;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.ChangeVisibility;
import java.util.List;

/** A worker asking for more time, or giving messages back. */
final class ChangeOperation implements Operation<ChangeVisibility.Reply> {

    private final Checker checker;
    private final QueueModel queue;
    private final List<Held> held;
    private final long visibilityMillis;
    private final long submittedAtMillis;

    ChangeOperation(Checker checker, QueueModel queue, List<Held> held, long visibilityMillis, long submittedAtMillis) {
        this.checker = checker;
        this.queue = queue;
        this.held = held;
        this.visibilityMillis = visibilityMillis;
        this.submittedAtMillis = submittedAtMillis;
        for (Held each : held) {
            each.message().endAsked(submittedAtMillis + visibilityMillis);
        }
    }

    @Override
    public Command<ChangeVisibility.Reply> command() {
        return new ChangeVisibility(
                queue.name,
                held.stream()
                        .map(each -> new ChangeVisibility.Change(each.lease(), visibilityMillis))
                        .toList());
    }

    @Override
    public int partition() {
        return queue.partition;
    }

    @Override
    public void done(ChangeVisibility.Reply reply, long nowMillis) {
        for (int i = 0; i < held.size(); i++) {
            Held each = held.get(i);
            checker.changeAnswered(
                    each.message(),
                    queue,
                    each.lease(),
                    visibilityMillis,
                    submittedAtMillis,
                    reply.results().get(i),
                    nowMillis);
        }
    }

    @Override
    public void notDone() {}

    @Override
    public void rejected(Rejection rejection) {
        Violation.unlessGone(queue, rejection, "a change in");
    }

    @Override
    public void unknown(long nowMillis) {}
}
