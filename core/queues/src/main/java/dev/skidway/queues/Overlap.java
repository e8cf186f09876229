package dev.skidway.queues;

/** What becomes of a firing when the job of the firing before is not finished; the order is the number in the log. */
public enum Overlap {
    /** It is left out. */
    SKIP,
    /** One waits for the one before; further ones are left out. */
    BUFFER_ONE,
    /** All wait for those before, at most {@link QueueLimits#FIRINGS_WAITING_MAX}. */
    BUFFER_ALL,
    /** The job before is cancelled. */
    CANCEL_OTHER,
    /** They run side by side. */
    ALLOW_ALL
}
