package dev.skidway.queues;

import dev.skidway.engine.Command;
import java.util.List;

/**
 * Lists shared limits of a namespace in order of name.
 *
 * @param after name of the last one of the page before, empty for the first page
 * @param countMax 1 to {@link QueueLimits#LIST_COUNT_MAX}
 */
public record ListLimits(String namespace, String after, int countMax) implements Command<ListLimits.Reply> {

    /** A page; {@code more} if others follow. */
    public record Reply(List<LimitView> limits, boolean more) {}
}
