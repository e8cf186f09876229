package dev.skidway.load;

/** How a run offers its load. */
enum Mode {
    /** Every connection starts its next lifecycle as soon as the last one ended. */
    SATURATE,
    /** Messages are due at fixed times; latency counts from the time a message was due. */
    RATE,
    /** One message at a time into an empty queue that a receiver already polls. */
    WAKEUP,
    /** Lifecycles on top of a small and of a large backlog, side by side. */
    BACKLOG,
    /** What stays on the disk when most of a backlog is gone. */
    SPACE,
    /** What things cost in memory while nothing happens. */
    IDLE,
    /** How late messages are that were delayed, on top of many that are delayed for long. */
    TIMERS,
    /** Many jobs of one key due in the same second, beside a few of another. */
    BURST,
    /** Lifecycles over many keys, with limits of every key and without. */
    LIMITS
}
