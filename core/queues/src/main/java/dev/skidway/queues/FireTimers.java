package dev.skidway.queues;

import dev.skidway.engine.Command;

/** Fires the timers that are due, at most {@code countMax}; asked by the partition itself. */
record FireTimers(int countMax) implements Command<FireTimers.Reply> {

    /** Nothing to tell. */
    record Reply() {}
}
