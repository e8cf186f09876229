package dev.skidway.queues;

import org.jspecify.annotations.Nullable;

/** What deciders may know of a message that has more than its slot and record. */
interface JobRead {

    /** Where it lay when it was sent: its name for ever. */
    MessageRef identity();

    /** What is remembered of it if it lies here as a dead letter. */
    @Nullable DeadLetter deadLetter();
}
