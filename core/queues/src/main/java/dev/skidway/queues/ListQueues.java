package dev.skidway.queues;

import dev.skidway.engine.Command;
import java.util.List;

/**
 * Lists queues in the order of their names.
 *
 * @param namespace whose queues
 * @param prefix only names that begin with it; empty for all
 * @param after only names greater than it; empty from the start
 * @param countMax 1 to 1,000
 */
public record ListQueues(String namespace, String prefix, String after, int countMax)
        implements Command<ListQueues.Reply> {

    /** A page, and whether more follow. */
    public record Reply(List<QueueView> queues, boolean more) {}
}
