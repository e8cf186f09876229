package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts a move task whose source is a dead-letter queue without a task under way. */
final class StartMoveTaskDecider implements Decider<StartMoveTask, StartMoveTask.Reply> {

    private final QueuesRead queues;

    StartMoveTaskDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<StartMoveTask.Reply> decide(StartMoveTask command, long nowMillis) {
        QueueRead source = queues.find(command.source());
        if (source == null) {
            return Rejections.queueNotFound(command.source());
        }
        QueueName named = command.destination();
        QueueRead destination = named == null ? null : queues.find(named);
        String unfit = named == null ? null : unfit(command.source(), named);
        if (unfit != null) {
            return Rejections.reject(QueueRejection.MOVE_DESTINATION_INVALID, unfit);
        }
        if (named != null && destination == null) {
            return Rejections.queueNotFound(named);
        }
        String flaw = SettingsRules.flaw(command.origin());
        flaw = flaw != null
                ? flaw
                : SettingsRules.outside("perSecondMax", command.perSecondMax(), 0, QueueLimits.MOVE_PER_SECOND_MAX);
        if (flaw != null) {
            return Rejections.reject(QueueRejection.SETTING_INVALID, flaw);
        }
        String unclear = command.redrive() == null ? null : flaw(command.redrive());
        if (unclear != null) {
            return Rejections.reject(QueueRejection.JOB_INVALID, unclear);
        }
        if (!takesDeadLetters(command.source())) {
            return Rejections.reject(
                    QueueRejection.MOVE_SOURCE_NOT_DEAD_LETTERS,
                    "Source queue must be configured as a Dead Letter Queue.");
        }
        if (queues.moveTasks().active(source.id()) != null) {
            return Rejections.reject(
                    QueueRejection.MOVE_TASK_RUNNING,
                    "There is already a task running. Only one active task is allowed for a source queue at a given time.");
        }
        long taskId = queues.moveTasks().nextTaskId();
        return new Decision.Accept<>(
                List.of(new MoveTaskStarted(
                        taskId,
                        source.id(),
                        destination == null ? 0 : destination.id(),
                        command.perSecondMax(),
                        command.redrive() == null ? source.readyCount() : source.messageCount(),
                        command.redrive(),
                        command.origin())),
                new StartMoveTask.Reply(taskId));
    }

    private static @Nullable String flaw(JobFilter redrive) {
        JobFilter.State state = redrive.state();
        return state == null || state == JobFilter.State.READY
                ? redrive.flaw()
                : "Expected a filter for jobs that are ready: others stay where they are.";
    }

    private static @Nullable String unfit(QueueName source, QueueName destination) {
        if (destination.equals(source)) {
            return "Expected another queue than the source as destination.";
        }
        if (!destination.namespace().equals(source.namespace())) {
            return "Expected a destination of the same account as the source.";
        }
        return destination.fifo() == source.fifo()
                ? null
                : "Expected a destination of the same kind as the source: both FIFO queues, or both standard ones.";
    }

    /** Looks through the queues of the namespace: a rare question, not worth an index. */
    private boolean takesDeadLetters(QueueName source) {
        for (QueueRead queue :
                queues.from(new QueueName(source.namespace(), ""), true).values()) {
            if (!queue.name().namespace().equals(source.namespace())) {
                return false;
            }
            if (queue.settings().deadLetters().targetName().equals(source.name())) {
                return true;
            }
        }
        return false;
    }
}
