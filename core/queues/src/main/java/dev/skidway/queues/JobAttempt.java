package dev.skidway.queues;

/**
 * One try at a job that is over.
 *
 * @param number from 1, over all queues the job was in
 * @param worker who had it; empty if nobody said
 * @param code reason, short and for programs; empty if there is none
 * @param text reason, for people
 */
public record JobAttempt(
        int number, long startedAtMillis, long endedAtMillis, String worker, Ending ending, String code, String text) {

    /** How an attempt ends; the order is the number in the log. */
    public enum Ending {
        DONE,
        FAILED,
        /** The lease ran out. */
        EXPIRED,
        /** Its worker did not try; it counts for nothing. */
        GIVEN_BACK
    }
}
