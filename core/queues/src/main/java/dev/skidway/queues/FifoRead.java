package dev.skidway.queues;

import org.jspecify.annotations.Nullable;

/** What deciders may know of the sends and receives that a FIFO queue remembers. */
interface FifoRead {

    /** The message that was sent with this key in the last minutes, or null. */
    @Nullable MessageRef sentBefore(DeduplicationKey key, long nowMillis);

    /** How many more sends can be remembered now. */
    long deduplicationRoom();

    /** The receive that can be repeated by this id, or null. */
    @Nullable AttemptRead attempt(String id, long nowMillis);
}
