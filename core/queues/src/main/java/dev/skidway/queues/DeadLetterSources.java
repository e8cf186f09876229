package dev.skidway.queues;

import java.util.List;

/**
 * Which queues may name a queue as their dead-letter target; asked when a policy is set, not when a message moves.
 *
 * @param allowed who may
 * @param names the queues of the namespace that may, for {@link Allowed#NAMED}; 1 to 10, otherwise none
 */
public record DeadLetterSources(Allowed allowed, List<String> names) {

    /** Every queue of the namespace may. */
    public static final DeadLetterSources ALL = new DeadLetterSources(Allowed.ALL, List.of());

    public DeadLetterSources {
        names = List.copyOf(names);
    }

    /** Who may; the order is the number in the log. */
    public enum Allowed {
        ALL,
        NONE,
        NAMED
    }

    boolean allow(String sourceName) {
        return allowed == Allowed.ALL || (allowed == Allowed.NAMED && names.contains(sourceName));
    }
}
