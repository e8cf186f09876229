package dev.skidway.engine;

import java.util.function.Predicate;

/** A walk over a domain's live payloads in certain segments, step by step; the state may change in between. */
public interface PayloadWalk {

    /** Finds nothing. */
    PayloadWalk NONE = take -> true;

    /**
     * Looks at a bounded part of the state, some tens of microseconds' worth.
     *
     * @param take gets what is found; false: it was not taken, and is to be offered again in the next step
     * @return true when the walk is at its end
     */
    boolean step(Predicate<StoredPayload> take);

    /** Whether the last step ended early because what comes next is being fetched from the disk. */
    default boolean waits() {
        return false;
    }
}
