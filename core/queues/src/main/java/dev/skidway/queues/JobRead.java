package dev.skidway.queues;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What deciders may know of a message that has more than its slot and record. */
interface JobRead {

    /** Where it lay when it was sent: its name for ever. */
    MessageRef identity();

    /** What is remembered of it if it lies here as a dead letter. */
    @Nullable DeadLetter deadLetter();

    /** Receives that do not count here: those before it came, and those that were given back. */
    int receivesBefore();

    JobTerms terms();

    /** Whether somebody wants it cancelled while a worker has it. */
    boolean cancelAsked();

    /** What its worker said last; must not be changed. */
    byte[] progress();

    /** The latest attempts that are over, in order. */
    List<JobAttempt> attempts();

    /** Attempts that are over, in all queues it was in. */
    int attemptsTotal();
}
