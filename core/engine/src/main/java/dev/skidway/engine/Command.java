package dev.skidway.engine;

/**
 * A request to a partition, answered with an {@code R} or a {@link Rejection}.
 *
 * @param <R> the reply
 */
public interface Command<R> {

    /** True for a command that brings new work in, and is therefore refused while the journal is above its high-water mark. */
    default boolean addsWork() {
        return false;
    }

    /** About how many bytes the command keeps in memory until it is decided; counted against {@link EngineLimits#inboxBytesMax}. */
    default int heldBytes() {
        return 0;
    }
}
