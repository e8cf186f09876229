package dev.skidway.queues;

import dev.skidway.engine.Command;
import java.util.List;

/**
 * Lists the move tasks of a source queue, newest first: the one under way and those that ended lately.
 *
 * <p>Refused with {@link QueueRejection#QUEUE_NOT_FOUND} or {@link QueueRejection#SETTING_INVALID}.
 *
 * @param countMax 1 to 1,000
 */
public record ListMoveTasks(QueueName source, int countMax) implements Command<ListMoveTasks.Reply> {

    /** The tasks. */
    public record Reply(List<MoveTaskView> tasks) {

        public Reply {
            tasks = List.copyOf(tasks);
        }
    }
}
