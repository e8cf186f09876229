package dev.skidway.app.admin;

import dev.skidway.queues.PeekMessages;
import dev.skidway.queues.QueueLimits;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a request for messages asks for in its query.
 *
 * @param after where to go on, or null
 */
record PeekQuery(PeekMessages.Wanted wanted, @Nullable String after, int countMax) {

    private static final int COUNT_DEFAULT = 10;
    private static final Set<String> NAMES = Set.of("state", "after", "max");

    /**
     * Reads the parameters; one that is misspelt is refused rather than passed over.
     *
     * @throws IllegalArgumentException if one is not as expected; the message says what was, and what was found
     */
    static PeekQuery of(Map<String, List<String>> parameters) {
        Set<String> unknown = new TreeSet<>(parameters.keySet());
        unknown.removeAll(NAMES);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Expected parameters among state, after and max, found "
                    + unknown.iterator().next() + ".");
        }
        return new PeekQuery(
                wanted(single(parameters, "state")), single(parameters, "after"), count(single(parameters, "max")));
    }

    private static @Nullable String single(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new IllegalArgumentException("Expected " + name + " once, found it " + values.size() + " times.");
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    private static PeekMessages.Wanted wanted(@Nullable String state) {
        return switch (state) {
            case null -> PeekMessages.Wanted.ALL;
            case "all" -> PeekMessages.Wanted.ALL;
            case "ready" -> PeekMessages.Wanted.READY;
            case "delayed" -> PeekMessages.Wanted.DELAYED;
            case "leased" -> PeekMessages.Wanted.LEASED;
            default ->
                throw new IllegalArgumentException(
                        "Expected state to be ready, delayed, leased or all, found " + state + ".");
        };
    }

    private static int count(@Nullable String max) {
        if (max == null) {
            return COUNT_DEFAULT;
        }
        int count = max.matches("[0-9]{1,9}") ? Integer.parseInt(max) : -1;
        if (count < 1 || count > QueueLimits.PEEK_COUNT_MAX) {
            throw new IllegalArgumentException("Expected max to be a whole number from 1 to "
                    + QueueLimits.PEEK_COUNT_MAX + ", found " + max + ".");
        }
        return count;
    }

    /** The state as it is written in a query. */
    String state() {
        return wanted.name().toLowerCase(Locale.ROOT);
    }
}
