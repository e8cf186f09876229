package dev.skidway.load;

/** How a run offers its load. */
enum Mode {
    /** Every connection starts its next lifecycle as soon as the last one ended. */
    SATURATE,
    /** Messages are due at fixed times; latency counts from the time a message was due. */
    RATE,
    /** One message at a time into an empty queue that a receiver already polls. */
    WAKEUP
}
