package dev.skidway.engine;

import java.util.List;

/**
 * What a decider made of a command.
 *
 * @param <R> the reply
 */
public sealed interface Decision<R> {

    /** Carry it out: all events together or none, then the reply. No events: it was a read, or there was nothing to do. */
    record Accept<R>(List<Event> events, R reply) implements Decision<R> {}

    /** Refuse it. */
    record Reject<R>(Rejection rejection) implements Decision<R> {}

    /**
     * Let it wait: it is decided again, in order of arrival, after {@link ApplyContext#wake} named {@code waitKey}; at {@code
     * deadlineMillis} (engine time) it is answered with {@code onTimeout}. The deadline of its first wait stays.
     *
     * <p>{@code events} happen all the same, before it waits; mostly none. They must not be what the command waits for.
     *
     * <p>Commands that wait on the same key must be alike: when the first of the line has to wait again, those behind it are not asked.
     */
    record Wait<R>(long waitKey, long deadlineMillis, R onTimeout, List<Event> events) implements Decision<R> {

        /** Waits, and nothing happens meanwhile. */
        public Wait(long waitKey, long deadlineMillis, R onTimeout) {
            this(waitKey, deadlineMillis, onTimeout, List.of());
        }
    }
}
